package io.bucketwarden.operator;

import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.posture.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Facets that a policy lets pass until a day. Days begin at 00:00 UTC. Pure. */
public final class Exemptions {

    /** How long before its end people are told. */
    static final Duration NOTICE = Duration.ofDays(7);

    /** What the message of one that ends within {@link #NOTICE} begins with, and of no other. */
    private static final String ENDING = "Exemption ends soon";

    private Exemptions() {}

    /** Those of a spec that are in force. */
    public static List<Exemption> inForce(S3BucketPolicySpec spec, Instant now) {
        return Objects.requireNonNullElse(spec.exemptions(), List.<Exemption>of()).stream()
                .filter(exemption -> now.isBefore(exemption.end()))
                .toList();
    }

    /** How long it is until the next one of a spec ends; years when none does. */
    static Duration untilOneEnds(S3BucketPolicySpec spec, Instant now) {
        return inForce(spec, now).stream()
                .map(exemption -> Duration.between(now, exemption.end()))
                .reduce(Duration.ofDays(3650), (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    public static Optional<Exemption> of(String facet, List<Exemption> exemptions) {
        return exemptions.stream()
                .filter(exemption -> facet.equals(exemption.facet()))
                .findFirst();
    }

    /**
     * What matches anyway needs no exemption, so that one nobody needs any more can be seen. What could not be read stays
     * unknown: an exemption lets a known difference pass, and stands for no look.
     */
    public static Verdict apply(Exemption exemption, Verdict verdict, Instant now) {
        return switch (verdict) {
            case Verdict.Drifted drifted -> new Verdict.Exempt(drifted.drifts(), message(exemption, drifted, now));
            case Verdict.Unreadable(var reason, var message) ->
                new Verdict.Unreadable(
                        reason,
                        message + " An exemption is in force until " + exemption.expires()
                                + ", but whether it is needed is not known.");
            default -> verdict;
        };
    }

    /** Whether the facet is said to be exempt for a few days more only. */
    static boolean isEnding(FacetStatus facet) {
        return facet.state() == FacetState.Exempt
                && facet.message() != null
                && facet.message().startsWith(ENDING);
    }

    private static String message(Exemption exemption, Verdict.Drifted drifted, Instant now) {
        var isEnding = !now.isBefore(exemption.end().minus(NOTICE));
        var unread = drifted.unread()
                .map(it -> " Not judged in full: " + it.message())
                .orElse("");
        return (isEnding ? ENDING + ": let" : "Let") + " pass until " + exemption.expires() + ". Reason: "
                + exemption.reason() + ". Owner: " + exemption.owner() + "." + unread;
    }
}
