package io.bucketwarden.generate;

import io.bucketwarden.posture.facet.Facets;
import java.io.IOException;
import java.util.List;

/** What the facets say of themselves, as documentation. */
final class FacetDocs {

    private FacetDocs() {}

    static String markdown() throws IOException {
        var text = new StringBuilder("""
                # Facets

                Generated from the code by `make generate`. Control ids: AWS Security Hub, CIS AWS Foundations Benchmark 3.0, Prowler. Nothing is written in Audit mode. A write
                is put back only if it was kept before, which is so for all but an open bucket that had to be closed at once ([undo.md](undo.md)).
                """);
        for (var facet : Facets.ALL) {
            var about = facet.about();
            text.append("\n## ")
                    .append(about.name())
                    .append("\n\n")
                    .append(about.why())
                    .append("\n\n| | |\n| --- | --- |\n");
            row(text, "IAM actions to judge", about.readActions());
            row(text, "IAM actions to enforce", about.writeActions());
            row(text, "API calls", about.apiCalls());
            row(text, "Security Hub", about.controls().securityHub());
            row(text, "CIS", about.controls().cis());
            row(text, "Prowler", about.controls().prowler());
            row(text, "Statements", facet.sids().stream().sorted().toList());
            text.append("| AWS | ").append(about.link()).append(" |\n");
            text.append(FacetTexts.of(about.name()));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, List<String> values) {
        if (!values.isEmpty()) {
            text.append("| ").append(name).append(" | ");
            text.append(
                    String.join(", ", values.stream().map(v -> "`" + v + "`").toList()));
            text.append(" |\n");
        }
    }
}
