package io.bucketwarden.page;

import io.bucketwarden.report.Html;
import org.jspecify.annotations.Nullable;

/** Pages that say why there is nothing else. */
final class Notices {

    /** How many more there are is nobody's business who may not list them. */
    static final String NOT_ALL =
            "Not all namespaces could be asked about, since there are so many: load the page once more.";

    private Notices() {}

    static Html of(String title, String... sentences) {
        var paragraphs = java.util.Arrays.stream(sentences)
                .map(sentence -> Html.tag("p").of(sentence))
                .toList();
        return Html.of(
                Html.tag("h1").of(title),
                Html.tag("section", "glance unknown").with("role", "alert").of(paragraphs));
    }

    /** The right that is missing, by its name in RBAC. */
    static Html blind(boolean inPart) {
        return Html.of(
                of(
                        "You may not see this",
                        "You have signed in, and may list the policies of no namespace that has some.",
                        "Ask for the right to list s3bucketpolicies.bucketwarden.io, in your namespace or in all."
                                + (inPart ? " " + NOT_ALL : "")),
                Html.tag("section")
                        .of(
                                Html.tag("p").of("With kubectl, for a namespace:"),
                                Html.tag("p")
                                        .of(
                                                Html.tag("code")
                                                        .of("kubectl create role s3bp-viewer --verb=get,list"
                                                                + " --resource=s3bucketpolicies.bucketwarden.io -n"
                                                                + " NAMESPACE"),
                                                Html.tag("br").alone(),
                                                Html.tag("code")
                                                        .of("kubectl create rolebinding s3bp-viewer --role=s3bp-viewer"
                                                                + " --serviceaccount=NAMESPACE:NAME -n NAMESPACE"))));
    }

    static Html standby(@Nullable String leader) {
        return of(
                "This replica is a standby",
                "Another replica looks at the buckets, and this one knows nothing of them.",
                leader == null || leader.isEmpty()
                        ? "Ask the one that leads: the lease bucketwarden in the operator's namespace names it."
                        : "Ask the one that leads: " + leader + ".");
    }

    static Html starting() {
        return of(
                "The operator is starting",
                "It has not seen every policy yet, so nothing is known. Load the page again in some seconds.");
    }
}
