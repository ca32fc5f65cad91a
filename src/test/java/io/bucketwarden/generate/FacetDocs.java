package io.bucketwarden.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.facet.Facets;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the facets say of themselves, as documentation and as IAM policies. */
final class FacetDocs {

    private static final ObjectMapper JSON = new ObjectMapper();

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

    /** Also for {@code plan}, which reads what enforcing would, and writes nothing. */
    static String auditPolicy() throws JsonProcessingException {
        return policy(about -> Stream.concat(about.readActions().stream(), about.writeActions().stream())
                .filter(FacetDocs::reads)
                .toList());
    }

    private static boolean reads(String action) {
        return action.matches("s3:(Get|List).*");
    }

    static String enforcePolicy() throws JsonProcessingException {
        return policy(about -> {
            var actions = new TreeSet<>(about.readActions());
            actions.addAll(about.writeActions());
            return List.copyOf(actions);
        });
    }

    /** For the operator's own identity, where grants name roles. */
    static String assumeRolePolicy() throws JsonProcessingException {
        var statements = JSON.createArrayNode();
        statement(statements, "BucketwardenAccounts", Stream.of("sts:AssumeRole"), "arn:aws:iam::*:role/bucketwarden");
        return document(statements);
    }

    private static String policy(Function<About, List<String>> actions) throws JsonProcessingException {
        var all = new TreeSet<String>();
        // HeadBucket, to find the region.
        all.add("s3:ListBucket");
        // To find the buckets of a fleet.
        all.add("s3:ListAllMyBuckets");
        Facets.ALL.stream().map(Facet::about).map(actions).forEach(all::addAll);
        var statements = JSON.createArrayNode();
        statement(statements, "Bucketwarden", all.stream().filter(action -> !isOfAccount(action)), "arn:aws:s3:::*");
        statement(statements, "BucketwardenAccount", all.stream().filter(FacetDocs::isOfAccount), "*");
        return document(statements);
    }

    static String document(ArrayNode statements) throws JsonProcessingException {
        var policy = JSON.createObjectNode().put("Version", "2012-10-17");
        policy.set("Statement", statements);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(policy) + "\n";
    }

    static void statement(ArrayNode statements, String sid, Stream<String> actions, String resource) {
        var statement = statements.addObject().put("Sid", sid).put("Effect", "Allow");
        var list = statement.putArray("Action");
        actions.forEach(list::add);
        statement.put("Resource", resource);
    }

    /** IAM lets such an action be limited to no bucket. */
    private static boolean isOfAccount(String action) {
        return action.startsWith("s3:GetAccount") || action.equals("s3:ListAllMyBuckets");
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
