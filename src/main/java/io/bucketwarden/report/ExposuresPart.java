package io.bucketwarden.report;

import io.bucketwarden.api.Exposure;
import java.util.stream.Collectors;

/** The ways in for the public that a bucket has, those included that are closed by a setting. */
public record ExposuresPart(BucketFacts bucket) {

    Html html() {
        return bucket.exposures().isEmpty()
                ? Html.NONE
                : Html.of(Html.tag("h4").of("Ways in for the public"), content());
    }

    /** Without a heading. */
    public Html content() {
        var items = bucket.exposures().stream()
                .map(exposure -> Html.tag("li")
                        .of(
                                exposure.isEffective()
                                        ? Badge.badge("bad", "Open")
                                        : Badge.badge("neutral", "Neutralised"),
                                " " + told(exposure)))
                .toList();
        return Html.tag("ul", "plain").of(items);
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
}
