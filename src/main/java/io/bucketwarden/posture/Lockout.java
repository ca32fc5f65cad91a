package io.bucketwarden.posture;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.PolicyEvaluation;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Request;
import io.bucketwarden.iam.RequestContext;
import io.bucketwarden.iam.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses a policy document that would shut the operator out of the very bucket that it must be able to repair. */
final class Lockout {

    private static final List<String> NEEDED =
            List.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:GetBucketAcl");

    private Lockout() {}

    /** Why the document must not be written; empty when it is safe, or no worse than what is there now. */
    static Optional<String> refusal(PolicyDocument now, PolicyDocument next, BucketIdentity bucket) {
        for (var principal : principals(bucket)) {
            for (var action : NEEDED) {
                var request = new Request(
                        Principal.of(principal),
                        action,
                        bucket.arn(),
                        RequestContext.exactly(Map.of(
                                "aws:SecureTransport",
                                List.of(String.valueOf(!bucket.server().plainHttp())),
                                "aws:PrincipalArn",
                                List.of(principal),
                                "s3:TlsVersion",
                                List.of("1.3"))));
                var denying = denying(next, request);
                if (!denying.isEmpty() && denying(now, request).isEmpty()) {
                    return Optional.of("Not written: statement "
                            + denying.getFirst().sid().orElse("without Sid") + " would deny " + action
                            + " to the operator itself"
                            + (bucket.server().plainHttp()
                                    ? ", since its endpoint is plain http. Use an https endpoint, or --allow-insecure-endpoint if the server"
                                            + " does not enforce it."
                                    : ". Exempt " + principal + "."));
                }
            }
        }
        return Optional.empty();
    }

    /** The statements that deny the request, or of which that cannot be excluded. */
    private static List<Statement> denying(PolicyDocument document, Request request) {
        return PolicyEvaluation.evaluate(document, request).statements().stream()
                .filter(Statement::isDeny)
                .toList();
    }

    /** While the operator does not know who it is, it must be safe whoever it is. */
    private static List<String> principals(BucketIdentity bucket) {
        return bucket.operatorPrincipals().isEmpty()
                ? List.of("arn:" + bucket.partition() + ":iam::000000000000:role/unknown")
                : bucket.operatorPrincipals();
    }
}
