package io.bucketwarden.report;

import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;

/** The latest changes of a bucket by others. */
public record ChangesPart(BucketFacts bucket) {

    Html html() {
        return bucket.changes().isEmpty() ? Html.NONE : Html.of(Html.tag("h4").of("Changes by others"), content());
    }

    /** Without a heading. */
    public Html content() {
        var table = new Table("Latest changes by others, as CloudTrail tells", "When", "Call", "Who", "From", "With");
        for (var change : bucket.changes()) {
            table.row(
                    Words.time(change.time()),
                    BucketPart.known(change.eventName()),
                    who(change),
                    BucketPart.known(change.sourceIp()),
                    BucketPart.known(change.userAgent()));
        }
        return table.html();
    }

    private static Html who(ChangedBy change) {
        return change.principal() == null
                ? BucketPart.known(null)
                : Html.tag("code").of(change.principal());
    }
}
