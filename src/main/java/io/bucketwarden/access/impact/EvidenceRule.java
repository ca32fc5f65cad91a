package io.bucketwarden.access.impact;

import io.bucketwarden.api.AcceptedImpact;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether what is known of the requests of the last days lets a restriction be enforced. */
public final class EvidenceRule {

    /**
     * Why not.
     *
     * @param kind whether time or a person has to do something
     * @param message for people, to follow a colon: why, and what to do
     */
    public record Objection(Kind kind, String message) {}

    public enum Kind {
        /** More is to be read, or to be logged, first. */
        AWAITING,
        /** A person has to decide. */
        WOULD_DENY
    }

    private static final int NAMED = 3;

    private EvidenceRule() {}

    /**
     * Why the restriction may not be enforced; empty when it may.
     *
     * @param preview of the statements that would be written now; null when nothing was read with them yet
     * @param accepted of the policy, also for other facets
     * @param days as many as are asked for
     */
    public static Optional<Objection> objection(
            String facet, @Nullable Preview preview, List<AcceptedImpact> accepted, Instant now, int days) {
        if (preview == null) {
            return awaiting("no request was held against these statements yet. Nothing is to be done;"
                    + " it begins with the next requests that are logged.");
        }
        var own = accepted.stream().filter(it -> facet.equals(it.facet())).toList();
        var most = own.stream()
                .filter(it -> end(it).filter(now::isBefore).isPresent())
                .map(it -> Objects.requireNonNullElse(it.requests(), 0L))
                .max(Comparator.naturalOrder());
        long lost = preview.denied() + preview.cannotTell();
        if (lost > most.orElse(0L)) {
            return Optional.of(new Objection(
                    Kind.WOULD_DENY, found(preview) + decided(own, most, lost) + advice(facet, preview, lost)));
        }
        if (preview.requests() == 0 && isAllRead(preview) && most.isEmpty()) {
            return awaiting(
                    "not one request was logged in %d days, which says nothing about who uses the".formatted(days)
                            + " bucket. Find out whether its log arrives. If nobody uses it, accept this in"
                            + " spec.acceptedImpact, with requests: 1.");
        }
        if (!preview.silentDays().isEmpty() && most.isEmpty()) {
            return awaiting("%s, so its log may not have arrived. Find out whether it does, and wait until it"
                            .formatted(silence(preview.silentDays()))
                    + " told something of each of %d days. If nobody used the bucket then, accept this in"
                            .formatted(days)
                    + " spec.acceptedImpact, with requests: 1.");
        }
        if (!isAllRead(preview)) {
            return awaiting("the requests since %s were read, of the %d days that are asked for: %d, of which %s."
                            .formatted(preview.from(), days, preview.requests(), counted(preview))
                    + " Nothing is to be done; to wait less, lower spec.accessTracking.evidenceDays.");
        }
        return Optional.empty();
    }

    /** Silent days are told only then. */
    private static boolean isAllRead(Preview preview) {
        return preview.complete() || !preview.silentDays().isEmpty();
    }

    /** What is said of days without a request, of which there is one at least; to go on with a comma. */
    public static String silence(List<String> days) {
        int more = days.size() - 1;
        return "no request was logged on " + days.getFirst()
                + switch (more) {
                    case 0 -> "";
                    case 1 -> " and 1 more day";
                    default -> " and %d more days".formatted(more);
                };
    }

    private static Optional<Objection> awaiting(String message) {
        return Optional.of(new Objection(Kind.AWAITING, message));
    }

    private static String found(Preview preview) {
        var text = new StringBuilder("of %d requests since %s%s, %s."
                .formatted(
                        preview.requests(),
                        preview.from(),
                        isAllRead(preview) ? "" : ", not all of which were read yet",
                        counted(preview)));
        if (!preview.examples().isEmpty()) {
            text.append(" Such as: ")
                    .append(String.join(
                            " / ", preview.examples().stream().limit(NAMED).toList()))
                    .append('.');
        }
        return text.toString();
    }

    /** What was counted: {@code 3 of 2 principals would have been denied, and 1 cannot be judged}. */
    private static String counted(Preview preview) {
        var denied = preview.denied() == 0
                ? "none would have been denied"
                : "%d of %s would have been denied".formatted(preview.denied(), principals(preview.principals()));
        return preview.cannotTell() == 0 ? denied : denied + ", and " + preview.cannotTell() + " cannot be judged";
    }

    private static String principals(int count) {
        if (count >= Impact.MAX_PRINCIPALS) {
            return count + " or more principals";
        }
        return count == 1 ? "1 principal" : count + " principals";
    }

    private static String decided(List<AcceptedImpact> own, Optional<Long> most, long lost) {
        if (most.isPresent()) {
            return " Accepted are %d, and these are %d.".formatted(most.get(), lost);
        }
        return own.stream()
                .filter(it -> end(it).isPresent())
                .max(Comparator.comparing(it -> end(it).orElse(Instant.MIN)))
                .map(it -> " What was accepted has ended on %s.".formatted(it.expires()))
                .orElse("");
    }

    private static String advice(String facet, Preview preview, long lost) {
        var first = preview.denied() > 0
                ? switch (facet) {
                    case "secureTransport" -> " Have those callers use https and a newer TLS";
                    case "networkAccess" ->
                        " Add their networks or VPC endpoints to posture.networkAccess, exempt them, or move them";
                    case "accountAccess" -> " Add their accounts to posture.accountAccess, or take their access away";
                    default -> " Change the restriction";
                }
                : " Find out who these are";
        return first
                + "; or accept the loss in spec.acceptedImpact: {facet: %s, requests: %d, expires: a day}."
                        .formatted(facet, lost);
    }

    private static Optional<Instant> end(AcceptedImpact accepted) {
        try {
            return Optional.of(accepted.end());
        } catch (DateTimeException e) {
            // What admission would not have let in accepts nothing.
            return Optional.empty();
        }
    }
}
