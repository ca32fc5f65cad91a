package io.bucketwarden.doctor;

import io.bucketwarden.doctor.Reply.Answered;
import io.bucketwarden.doctor.Reply.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who asks, and by what clock.
 *
 * @param account of the caller; null when not known
 */
record Identity(@Nullable String account, List<Diagnosis> diagnoses) {

    /** Signatures are refused at 5 minutes, by S3 at 15. A clock that is kept is within a second or two. */
    static final Duration MOST = Duration.ofSeconds(60);

    private static final String CREDENTIALS = "credentials";
    private static final String CLOCK = "clock";
    private static final String SYNCHRONISE =
            "Synchronise the clock of this machine or node (chronyc tracking tells" + " how far it is off).";

    static Identity ask(StsClient sts, InstantSource clock) {
        var asked = Reply.of("sts:GetCallerIdentity", "*", sts::getCallerIdentity);
        var now = clock.instant();
        var credentials =
                switch (asked) {
                    case Answered<GetCallerIdentityResponse>(var answer) -> Diagnosis.ok(CREDENTIALS, answer.arn());
                    case Unanswered<GetCallerIdentityResponse> refused -> refused(refused);
                };
        var time = asked.judge(
                CLOCK,
                answer -> clock(
                        answer.sdkHttpResponse().firstMatchingHeader("Date").flatMap(Identity::date), now));
        var account = asked instanceof Answered<GetCallerIdentityResponse>(var answer) ? answer.account() : null;
        return new Identity(account, List.of(credentials, time));
    }

    /** Anybody whose credentials are accepted may make this call. */
    static Diagnosis refused(Unanswered<?> refused) {
        return switch (refused.code()) {
            case "ExpiredToken",
                    "ExpiredTokenException",
                    "InvalidClientTokenId",
                    "SignatureDoesNotMatch",
                    "AccessDenied" ->
                Diagnosis.problem(
                        CREDENTIALS,
                        "AWS does not accept the credentials (" + refused.code() + ")",
                        "Renew them, or check the role of the service account.");
            default -> Diagnosis.unknown(CREDENTIALS, refused.found(), "");
        };
    }

    static Diagnosis clock(Optional<Instant> theirs, Instant ours) {
        if (theirs.isEmpty()) {
            return Diagnosis.unknown(CLOCK, "the answer names no date", "");
        }
        // The header leaves out the fraction of its second.
        var off = Duration.between(theirs.get(), ours).abs();
        return off.compareTo(MOST) > 0
                ? Diagnosis.problem(
                        CLOCK,
                        "off by " + off.toSeconds() + " s from AWS, which refuses signatures that are off by 5 minutes",
                        SYNCHRONISE)
                : Diagnosis.ok(CLOCK, "within " + MOST.toSeconds() + " s of AWS");
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
