package io.bucketwarden.report;

import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import java.util.List;

/** What restrictions would have denied. That nobody is shut out is said only where every request could be judged. */
record PreviewsPart(UseFacts use) {

    Html html() {
        if (use.status().previews().isEmpty()) {
            return Html.NONE;
        }
        return Html.of(
                Html.tag("h4").of("What restrictions would do"),
                Html.tag("div", "previews")
                        .of(use.status().previews().stream()
                                .map(PreviewsPart::preview)
                                .toList()));
    }

    private static Html preview(Preview preview) {
        var judged = Math.max(0, preview.requests() - preview.denied() - preview.cannotTell());
        var told = Words.number(preview.denied()) + " denied, " + Words.number(preview.cannotTell())
                + " cannot be told, " + Words.number(judged) + " let through";
        return Html.tag("div", "preview")
                .of(
                        Html.tag("h5").of(FacetsPart.label(preview.facet()), " ", badge(preview)),
                        Bars.shares(
                                FacetsPart.label(preview.facet()) + ", requests: " + told,
                                List.of("warn", "unknown", "good"),
                                List.of(preview.denied(), preview.cannotTell(), judged)),
                        Html.tag("p")
                                .of(
                                        "Of " + Words.count(preview.requests(), "request") + " since ",
                                        preview.from(),
                                        ": " + told + "." + gap(preview)),
                        preview.examples().isEmpty()
                                ? Html.NONE
                                : Html.tag("ul", "drifts")
                                        .of(preview.examples().stream()
                                                .map(example -> Html.tag("li")
                                                        .of(Html.tag("code").of(example)))
                                                .toList()));
    }

    private static String gap(Preview preview) {
        if (!preview.silentDays().isEmpty()) {
            return " No request was logged on " + String.join(", ", preview.silentDays())
                    + ": the log may not have arrived.";
        }
        return preview.complete() ? "" : " Not all days that are asked for were read yet.";
    }

    private static Html badge(Preview preview) {
        if (preview.denied() > 0) {
            return Badge.badge(
                    "warn",
                    "Would shut out "
                            + (preview.principals() == 0
                                    ? "somebody"
                                    : Words.count(preview.principals(), "principal")));
        }
        if (preview.requests() == 0) {
            return Badge.badge("unknown", "No request to hold it against");
        }
        if (!preview.complete()) {
            return Badge.badge("unknown", "Not complete");
        }
        return preview.cannotTell() > 0
                ? Badge.badge("unknown", "Cannot be told of all")
                : Badge.badge("good", "Would deny none of them");
    }
}
