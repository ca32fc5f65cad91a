package io.bucketwarden.operator;

import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A duty as tests want it: unless said otherwise, a policy that enforces all that it declares, for the first time. */
final class SomeDuty {

    private final Posture posture;
    private String policy = "p";
    private String name = "storage/p";
    private Mode mode = Mode.Enforce;
    private Set<String> governs;
    private Map<String, FacetState> earlier = Map.of();
    private List<Exemption> exemptions = List.of();
    private Set<String> reverts = Set.of();
    private Map<String, String> reverted = Map.of();
    private boolean slip;
    private Set<String> acceptedLockouts = Set.of();
    private EvidenceWish evidence = EvidenceWish.NONE;

    private SomeDuty(Posture posture) {
        this.posture = posture;
        governs = posture.declared();
    }

    static SomeDuty of(Posture posture) {
        return new SomeDuty(posture);
    }

    SomeDuty policy(String uid, String namespaceAndName) {
        policy = uid;
        name = namespaceAndName;
        return this;
    }

    SomeDuty mode(Mode given) {
        mode = given;
        return this;
    }

    SomeDuty governs(String... facets) {
        governs = Set.of(facets);
        return this;
    }

    SomeDuty earlier(Map<String, FacetState> states) {
        earlier = states;
        return this;
    }

    SomeDuty exemptions(List<Exemption> inForce) {
        exemptions = inForce;
        return this;
    }

    SomeDuty reverts(Set<String> facets) {
        reverts = facets;
        return this;
    }

    SomeDuty reverted(Map<String, String> said) {
        reverted = said;
        return this;
    }

    SomeDuty slip(boolean made) {
        slip = made;
        return this;
    }

    SomeDuty acceptedLockouts(Set<String> facets) {
        acceptedLockouts = facets;
        return this;
    }

    SomeDuty evidence(EvidenceWish wish) {
        evidence = wish;
        return this;
    }

    Duty build() {
        return new Duty(
                policy,
                name,
                posture,
                mode,
                governs,
                earlier,
                exemptions,
                reverts,
                reverted,
                slip,
                acceptedLockouts,
                evidence);
    }
}
