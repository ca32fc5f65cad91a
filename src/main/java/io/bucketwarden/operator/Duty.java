package io.bucketwarden.operator;

import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.fleet.Claim;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one policy asks of a bucket in one pass.
 *
 * @param policy its UID
 * @param name {@code namespace/name}
 * @param governs the facets for which it is responsible
 * @param earlier what it said of its facets before this pass
 * @param exemptions those that are in force
 */
record Duty(
        String policy,
        String name,
        Posture posture,
        Mode mode,
        Set<String> governs,
        Map<String, FacetState> earlier,
        List<Exemption> exemptions) {

    /** @param granted the highest mode that is granted this very moment, which may be less than when it was claimed */
    static Duty of(Claim claim, Mode granted, Map<String, FacetState> earlier, List<Exemption> exemptions) {
        var metadata = claim.policy().getMetadata();
        return new Duty(
                claim.uid(),
                metadata.getNamespace() + "/" + metadata.getName(),
                claim.posture(),
                granted == Mode.Enforce ? claim.mode() : Mode.Audit,
                claim.governs(),
                earlier,
                exemptions);
    }

    boolean enforces() {
        return mode == Mode.Enforce;
    }
}
