package io.bucketwarden.telemetry;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What tells the series of a family apart.
 *
 * @param values all that it can be; empty where these are not known beforehand, as with names
 * @param meaning of the label, where the values do not say
 */
public record Label(String name, List<String> values, String meaning) {

    static final Label VERSION = free("version", "of the operator; `development` where it was not built by Maven");
    static final Label POLICY_NAMESPACE = free("namespace", "of the S3BucketPolicy");
    static final Label POLICY_NAME = free("name", "of the S3BucketPolicy");
    static final Label ACCESS_NAMESPACE = free("namespace", "of the S3BucketAccess");
    static final Label ACCESS_NAME = free("name", "of the S3BucketAccess");
    static final Label QUEUE = free("queue", "URL of the queue, as in `--queue`");
    static final Label OPERATION =
            free("operation", "call of the AWS API, such as `GetBucketAcl`; about fifty are in use");

    static final Label OUTCOME = closed(
            "outcome",
            "of the last try: `denied` 401 and 403, `absent` 404, `throttled` 429 and 503",
            "ok",
            "denied",
            "throttled",
            "absent",
            "error");
    static final Label FACET =
            new Label("facet", List.copyOf(Posture.facets()), "a facet of `spec.posture` ([facets.md](facets.md))");
    static final Label WRITE_RESULT = closed(
            "result",
            "`written`, and a later look confirms it; `refused` by S3 or by a safety check; `halted` since another"
                    + " writer keeps reverting it",
            "written",
            "refused",
            "halted");
    static final Label EVENT_RESULT = closed(
            "result",
            "see [real-time.md](real-time.md#what-goes-wrong)",
            "changed",
            "reselected",
            "own",
            "attempt",
            "unselected",
            "duplicate",
            "accessed",
            "other",
            "poison");
    static final Label STATE = new Label(
            "state",
            Stream.of(BucketState.values())
                    .filter(state -> state != BucketState.Open)
                    .map(state -> state.name().toLowerCase(Locale.ROOT))
                    .toList(),
            "an open bucket is `drifted`");
    static final Label THROUGH = of("through", "where the grant stands", Exposure.Through.values());
    static final Label TO = of("to", "whom it lets in", Exposure.To.values());
    static final Label ACCESS = of("access", "what they can do", Exposure.Access.values());
    static final Label OPENED = closed(
            "opened",
            "whether the time counts from the `event` of the call that opened it, or from when it was `found`",
            "event",
            "found");
    static final Label CONDITION = of(
            "condition",
            "its type",
            Condition.Type.Accepted,
            Condition.Type.Ready,
            Condition.Type.Compliant,
            Condition.Type.Reconciling,
            Condition.Type.Stalled,
            Condition.Type.Paused,
            Condition.Type.ChangesUnheard,
            Condition.Type.RevertRefused);
    static final Label STATUS = of("status", "its status", Condition.Status.values());
    static final Label REASON = of(
            "reason",
            "its reason",
            Stream.of(Reason.values()).filter(Reason::isOfPolicy).toArray(Reason[]::new));
    static final Label KIND = of("kind", "what was told ([access.md](access.md))", AlertKind.values());

    private static Label free(String name, String meaning) {
        return new Label(name, List.of(), meaning);
    }

    private static Label closed(String name, String meaning, String... values) {
        return new Label(name, List.of(values), meaning);
    }

    private static Label of(String name, String meaning, Enum<?>... values) {
        return new Label(name, Stream.of(values).map(Enum::name).toList(), meaning);
    }
}
