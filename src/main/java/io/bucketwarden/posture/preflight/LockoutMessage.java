package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.PolicyEvaluation.Decision;

/** Why a document is not written, and what to do about it, for people. */
final class LockoutMessage {

    private static final String MINIMUM_TLS = "BucketwardenMinimumTls";

    private LockoutMessage() {}

    static String of(Effect effect, Dependents who) {
        return "Not written: statement " + effect.statement()
                + (effect.then() == Decision.CANNOT_TELL ? " might" : " would") + " deny " + effect.action() + " to "
                + effect.who() + (effect.place().isEmpty() ? "" : " " + effect.place()) + " (" + effect.why() + "). "
                + advice(effect, who.server())
                + (effect.kind().repairs()
                        ? ""
                        : " If they are to be kept out, annotate the policy with bucketwarden.io/accept-lockout"
                                + " and the name of the facet.");
    }

    private static String advice(Effect effect, Dependents.Server server) {
        var kind = effect.kind();
        if (kind == Kind.OPERATOR && !server.tls()) {
            return "Use an https endpoint, or --allow-insecure-endpoint if the server does not enforce"
                    + " aws:SecureTransport.";
        }
        if (!server.principalKeys()) {
            return "It is not known whether this server fills aws:PrincipalArn, aws:PrincipalAccount and their like; where"
                    + " it does not, the statement denies everybody. If it does, or enforces no policies, set"
                    + " --endpoint-principal-keys.";
        }
        return switch (kind) {
            case OPERATOR, BREAK_GLASS -> "Every statement has to exempt them; please report this.";
            case OWNER ->
                "Nobody of the owner's account could work with the bucket. S3 sees public addresses only: list public"
                        + " networks in allowedCidrs, and what comes privately by its VPC endpoints in"
                        + " allowedVpcEndpoints.";
            case LOG_DELIVERY, SERVICE, INVENTORY ->
                isMinimumTls(effect)
                        ? "AWS says of its services no more than that they speak TLS 1.2: lower minimumTlsVersion, or take it"
                                + " out."
                        : "Take the facet out.";
            case LOG_DELIVERY_GROUP ->
                "Allow logging.s3.amazonaws.com in the policy document, and take the grant out of the ACL.";
            case LOAD_BALANCERS ->
                "Let load balancers deliver by the service logdelivery.elasticloadbalancing.amazonaws.com; or add the"
                        + " account to accountAccess.allowedAccounts.";
            case ORIGIN_ACCESS ->
                "Whose the origin access identity is cannot be told. Move the distribution to origin access control,"
                        + " which comes as the service cloudfront.amazonaws.com.";
            case REPLICATION, PRINCIPAL -> sparing(effect);
            case ACCOUNT -> "Take it out of the document, or the facet out of the policy.";
            case ANYBODY_ELSE -> "";
            case UNRESOLVED ->
                "Who that is cannot be told: name an account, a user or a role in its place, or take the facet out.";
        };
    }

    /** Each statement spares somebody in another way. */
    private static String sparing(Effect effect) {
        return switch (String.valueOf(effect.statement())) {
            case "BucketwardenNetworkAccess" -> "Add it to networkAccess.exemptPrincipals, or take the facet out.";
            case "BucketwardenAccountAccess" ->
                "Add its account to accountAccess.allowedAccounts, or take the facet out.";
            case MINIMUM_TLS -> "Lower minimumTlsVersion to 1.2, or take it out.";
            default -> "Spare it in the facet, or take the facet out.";
        };
    }

    private static boolean isMinimumTls(Effect effect) {
        return MINIMUM_TLS.equals(effect.statement());
    }
}
