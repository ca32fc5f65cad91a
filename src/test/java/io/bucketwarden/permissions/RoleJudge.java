package io.bucketwarden.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PolicyEvaluation;
import io.bucketwarden.iam.PolicyEvaluation.Decision;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Request;
import io.bucketwarden.iam.RequestContext;
import java.util.Map;

/** What a policy of a role allows, by our own evaluator: to it, it is one of a resource that names everybody. */
public final class RoleJudge {

    private final PolicyDocument document;

    public RoleJudge(RolePolicy policy) {
        this(policy.document());
    }

    public RoleJudge(JsonNode policy) {
        var copy = policy.deepCopy();
        copy.get("Statement").forEach(statement -> ((ObjectNode) statement).put("Principal", "*"));
        document = PolicyDocument.parse(copy.toString());
    }

    public boolean allows(String action, String resource) {
        var operator = Principal.of("arn:aws:iam::123456789012:role/bucketwarden");
        var request = new Request(operator, action, resource, RequestContext.exactly(Map.of()));
        return PolicyEvaluation.evaluate(document, request).decision() == Decision.ALLOW;
    }
}
