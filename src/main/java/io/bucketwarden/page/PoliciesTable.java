package io.bucketwarden.page;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.insight.PolicyInsight;
import io.bucketwarden.report.Badge;
import io.bucketwarden.report.Html;
import io.bucketwarden.report.Table;
import io.bucketwarden.text.Shortened;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Policies, a row for each: whether the operator could do its job, and whether the buckets match. */
record PoliciesTable(String caption, View view, List<PolicyInsight> some) {

    /** Characters of a message; the bucket's page has all of it. */
    private static final int MESSAGE = 300;

    Html html() {
        var table = new Table(caption, "Policy", "Mode", "#Buckets", "Ready", "Compliant", "What there is to say");
        for (var told : some) {
            var status = status(told);
            table.row(
                    Html.of(
                            Html.tag("a")
                                    .with("href", Asked.link("/", "q", "policy:" + told.name()))
                                    .of(Shortened.to(told.name(), 80)),
                            Html.tag("span", "under").of(target(told)),
                            told.policy().isPaused() ? Badge.badge("unknown", "Paused") : Html.NONE),
                    status.mode() == null
                            ? Html.tag("span", "quiet").of("not known")
                            : status.mode().name(),
                    (long) status.buckets().size(),
                    condition(status, Condition.Type.Ready),
                    condition(status, Condition.Type.Compliant),
                    said(status));
        }
        return table.html();
    }

    private static String target(PolicyInsight told) {
        var spec = told.policy().getSpec();
        return spec == null ? "cannot be read" : Objects.requireNonNullElse(spec.bucketName(), "many buckets");
    }

    static S3BucketPolicyStatus status(PolicyInsight told) {
        return Objects.requireNonNullElse(told.policy().getStatus(), S3BucketPolicyStatus.NONE);
    }

    private static Html condition(S3BucketPolicyStatus status, Condition.Type type) {
        return status.condition(type).map(PoliciesTable::badge).orElseGet(() -> Badge.badge("unknown", "Not known"));
    }

    static Html badge(Condition condition) {
        var good = condition.type() == Condition.Type.Accepted
                || condition.type() == Condition.Type.Ready
                || condition.type() == Condition.Type.Compliant;
        var tone =
                switch (condition.status()) {
                    case Unknown -> "unknown";
                    case True -> good ? "good" : "warn";
                    case False -> good ? "bad" : "neutral";
                };
        return Badge.badge(tone, condition.status() + ": " + condition.reason());
    }

    /** The message of the condition that keeps it from its job, else of whether the buckets match. */
    private static Html said(S3BucketPolicyStatus status) {
        return List.of(Condition.Type.Accepted, Condition.Type.Ready).stream()
                .flatMap(type -> status.condition(type).stream())
                .filter(condition -> !condition.isTrue())
                .findFirst()
                .or(() -> status.condition(Condition.Type.ChangesUnheard))
                .or(() -> status.condition(Condition.Type.RevertRefused))
                .or(() -> status.condition(Condition.Type.Compliant))
                .or(Optional::empty)
                .map(condition -> Html.text(Shortened.to(condition.message(), MESSAGE)))
                .orElseGet(() -> Html.text("The operator has not looked at it yet."));
    }
}
