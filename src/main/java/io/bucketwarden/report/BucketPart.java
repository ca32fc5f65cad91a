package io.bucketwarden.report;

import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything of one bucket, folded up below its name.
 *
 * @param rows how many rows a table of accessors has at most
 */
record BucketPart(int number, BucketFacts bucket, Instant now, boolean unfolded, int rows) {

    static final String PUBLIC_ACCESS = "publicAccess";

    static Html link(int number, BucketFacts bucket) {
        return Html.tag("a").with("href", "#bucket-" + number).of(bucket.name());
    }

    /** Account and region, as far as they are known. */
    static String place(BucketFacts bucket) {
        return (bucket.account() == null ? "account not told" : bucket.account()) + " · "
                + (bucket.region() == null ? "region not known" : bucket.region());
    }

    /** Whether the state tells how the bucket is. */
    static boolean isKnown(FacetState state) {
        return state != FacetState.Unknown && state != FacetState.Superseded;
    }

    Html html() {
        var details = Html.tag("details").with("id", "bucket-" + number);
        return Html.of(
                (unfolded ? details.with("open", "open") : details)
                        .of(
                                Html.tag("summary")
                                        .of(
                                                Html.tag("h3").of(bucket.name()),
                                                Badge.of(bucket.state()),
                                                Html.tag("span", "quiet")
                                                        .of(place(bucket) + " · "
                                                                + (bucket.policies()
                                                                                        .size()
                                                                                == 1
                                                                        ? "policy "
                                                                        : "policies ")
                                                                + String.join(", ", bucket.policies()))),
                                Html.tag("div", "bucket")
                                        .of(
                                                new FacetsPart(bucket, now).html(),
                                                exposures(),
                                                new WindowsPart(bucket, now).html(),
                                                changes(),
                                                bucket.uses().stream()
                                                        .map(use -> new UsePart(
                                                                        use,
                                                                        bucket.uses()
                                                                                        .size()
                                                                                > 1,
                                                                        rows)
                                                                .html())
                                                        .toList(),
                                                gaps())),
                "\n");
    }

    private Html exposures() {
        if (bucket.exposures().isEmpty()) {
            return Html.NONE;
        }
        var items = bucket.exposures().stream()
                .map(exposure -> Html.tag("li")
                        .of(
                                exposure.isEffective()
                                        ? Badge.badge("bad", "Open")
                                        : Badge.badge("neutral", "Neutralised"),
                                " " + told(exposure)))
                .toList();
        return Html.of(
                Html.tag("h4").of("Ways in for the public"),
                Html.tag("ul", "plain").of(items));
    }

    private static String told(Exposure exposure) {
        var who = exposure.to() == Exposure.To.Everyone ? "Everyone" : "Anybody with an AWS account";
        var what = exposure.access().stream()
                .map(access -> switch (access) {
                    case Administer -> "administer";
                    case Write -> "write";
                    case Read -> "read";
                    case List -> "list";
                })
                .collect(Collectors.joining(", "));
        var through = exposure.through() == Exposure.Through.Acl ? "the ACL" : "the policy document";
        return who + (what.isEmpty() ? " is let in" : " may " + what) + " through " + through
                + (exposure.detail() == null ? "" : " (" + exposure.detail() + ")")
                + (exposure.neutralizedBy() == null ? "." : ", but for " + exposure.neutralizedBy() + ".");
    }

    private Html changes() {
        if (bucket.changes().isEmpty()) {
            return Html.NONE;
        }
        var table = new Table("Latest changes by others, as CloudTrail tells", "When", "Call", "Who", "From", "With");
        for (var change : bucket.changes()) {
            table.row(
                    Words.time(change.time()),
                    known(change.eventName()),
                    who(change),
                    known(change.sourceIp()),
                    known(change.userAgent()));
        }
        return Html.of(Html.tag("h4").of("Changes by others"), table.html());
    }

    private static Html who(ChangedBy change) {
        return change.principal() == null ? known(null) : Html.tag("code").of(change.principal());
    }

    static Html known(@org.jspecify.annotations.Nullable String text) {
        return text == null ? Html.tag("span", "quiet").of("not known") : Html.text(text);
    }

    private Html gaps() {
        if (bucket.gaps().isEmpty()) {
            return Html.NONE;
        }
        var items = new ArrayList<Html>();
        bucket.gaps().forEach(gap -> items.add(Html.tag("li").of(gap)));
        return Html.of(
                Html.tag("h4").of("What is not known of it"),
                Html.tag("ul", "gaps").of(List.copyOf(items)));
    }
}
