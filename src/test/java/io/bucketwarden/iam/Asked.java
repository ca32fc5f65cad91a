package io.bucketwarden.iam;

import io.bucketwarden.iam.PolicyEvaluation.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Documents and requests for tests, written short: JSON with single quotes, and one bucket of one account. */
final class Asked {

    static final String BUCKET = "arn:aws:s3:::acme";
    static final String OBJECT = BUCKET + "/invoices/7";
    static final String ANN = "arn:aws:iam::111122223333:user/ann";
    static final String APP = "arn:aws:iam::111122223333:role/app";

    private Asked() {}

    static PolicyDocument policy(String... statements) {
        return policyOf("2012-10-17", statements);
    }

    static PolicyDocument policyOf(String version, String... statements) {
        return PolicyDocument.parse(("{'Version':'" + version + "','Statement':[" + String.join(",", statements) + "]}")
                .replace('\'', '"'));
    }

    /** A statement about everybody and everything, with these elements instead of or beside its own. */
    static String statement(String effect, String... elements) {
        var all = "{'Effect':'" + effect + "'";
        var given = String.join(",", elements);
        for (var part : List.of("'Principal':'*'", "'Action':'*'", "'Resource':'*'")) {
            var name = part.substring(1, part.indexOf('\'', 1));
            if (!given.contains("'" + name + "':") && !given.contains("'Not" + name + "':")) {
                all += "," + part;
            }
        }
        return all + (given.isEmpty() ? "" : "," + given) + "}";
    }

    static Decision decision(PolicyDocument document, Principal principal) {
        return decision(document, principal, RequestContext.exactly(Map.of()));
    }

    static Decision decision(PolicyDocument document, Principal principal, RequestContext context) {
        return PolicyEvaluation.evaluate(document, new Request(principal, "s3:GetObject", OBJECT, context))
                .decision();
    }

    /**
     * Whether a condition holds: yes, no, or ? if it cannot be told.
     *
     * @param values those of the document, apart by a semicolon
     * @param actual those of the request, apart by a semicolon; - for a key that is absent, ? for one that is unknown
     */
    static String holds(String operator, String values, String actual) {
        var document = policy(
                statement("Deny", "'Condition':{'" + operator + "':{'x:Key':['" + values.replace(";", "','") + "']}}"));
        var context =
                switch (actual) {
                    case "-" -> RequestContext.knowing(Map.of(), Set.of("X:KEY"));
                    case "?" -> RequestContext.knowing(Map.of(), Set.of());
                    default -> RequestContext.exactly(Map.of("X:key", List.of(actual.split(";", -1))));
                };
        return told(decision(document, Principal.of(ANN), context), Decision.EXPLICIT_DENY);
    }

    /** Whether a Deny about a principal applies: yes, no, or ? if it cannot be told. */
    static String names(String element, Principal principal) {
        return told(decision(policy(statement("Deny", element)), principal), Decision.EXPLICIT_DENY);
    }

    static String told(Decision decision, Decision yes) {
        return decision == yes ? "yes" : decision == Decision.CANNOT_TELL ? "?" : "no";
    }
}
