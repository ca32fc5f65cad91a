package io.bucketwarden.posture.facet;

import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.text.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the restricting facets of a posture would deny on a bucket: the statements that Enforce writes. */
public final class Restrictions {

    private static final int FINGERPRINT_BYTES = 8;

    /**
     * The statements of one facet.
     *
     * @param document they alone
     * @param fingerprint the same for the same statements, whatever the order of what is listed in them
     */
    public record Restriction(PolicyDocument document, String fingerprint) {}

    /**
     * Those of each facet that is declared.
     *
     * @param byFacet in the order of the facets
     * @param unknown why the statements of others cannot be told, such as those that exempt an operator who does not
     *     know who it is
     */
    public record Candidates(Map<String, Restriction> byFacet, Map<String, CallFailed> unknown) {}

    private Restrictions() {}

    public static Candidates candidates(Posture posture, BucketIdentity bucket) {
        var candidates = new LinkedHashMap<String, Restriction>();
        var unknown = new LinkedHashMap<String, CallFailed>();
        for (var facet : Facets.ALL) {
            if (facet instanceof PolicyFacet<?> restricting) {
                try {
                    restricting
                            .wanted(posture, bucket)
                            .ifPresent(statements -> candidates.put(facet.name(), restriction(statements)));
                } catch (CallFailed e) {
                    unknown.put(facet.name(), e);
                }
            }
        }
        return new Candidates(candidates, unknown);
    }

    private static Restriction restriction(List<Statement> statements) {
        var text = statements.stream()
                .map(statement -> canonical(statement.json()))
                .sorted()
                .collect(Collectors.joining("\n"));
        return new Restriction(PolicyDocument.empty().with(statements, Set.of()), Sha256.hex(text, FINGERPRINT_BYTES));
    }

    /** Fields by their names, and lists, of which the order says nothing in a statement, in one order. */
    private static String canonical(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(Restrictions::canonical)
                    .sorted()
                    .collect(Collectors.joining(",", "[", "]"));
        }
        if (node.isObject()) {
            var fields = new TreeMap<String, String>();
            node.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            return fields.toString();
        }
        return node.toString();
    }
}
