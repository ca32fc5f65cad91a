package io.bucketwarden.operator;

import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one policy asks of a bucket in one pass.
 *
 * @param policy its UID
 * @param governs the facets for which it is responsible
 * @param earlier what it said of its facets before this pass
 * @param exemptions those that are in force
 */
record Duty(
        String policy,
        Posture posture,
        Mode mode,
        Set<String> governs,
        Map<String, FacetState> earlier,
        List<Exemption> exemptions) {

    boolean enforces() {
        return mode == Mode.Enforce;
    }
}
