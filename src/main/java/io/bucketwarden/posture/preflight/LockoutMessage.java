package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.PolicyEvaluation.Decision;

/** Why a document is not written, and what to do about it, for people. */
final class LockoutMessage {

    private LockoutMessage() {}

    static String of(Effect effect, Dependents who) {
        return "Not written: statement " + effect.statement()
                + (effect.then() == Decision.CANNOT_TELL ? " might" : " would")
                + " deny " + effect.action() + " to " + effect.who()
                + (effect.place().isEmpty() ? "" : " " + effect.place()) + " (" + effect.why() + "). "
                + advice(effect, who);
    }

    private static String advice(Effect effect, Dependents who) {
        if (!who.tls() && effect.why().equals(Probe.Kind.OPERATOR.words())) {
            return "Use an https endpoint, or --allow-insecure-endpoint if the server does not enforce"
                    + " aws:SecureTransport.";
        }
        if (!who.principalKeys()) {
            return "It is not known whether this server fills aws:PrincipalArn, aws:PrincipalAccount and their like; where"
                    + " it does not, the statement denies everybody. If it does, or enforces no policies, set"
                    + " --endpoint-principal-keys.";
        }
        if (effect.who().equals("the log delivery group")) {
            return "Allow logging.s3.amazonaws.com in the policy document, and take the grant out of the ACL.";
        }
        if (effect.who().contains(":iam::cloudfront:")) {
            return "Whose the origin access identity is cannot be told. Move the distribution to origin access control,"
                    + " which comes as the service cloudfront.amazonaws.com.";
        }
        if (effect.who().startsWith("load balancers")) {
            return "Add the account to accountAccess.allowedAccounts, and arn:...:iam::<account>:* to"
                    + " networkAccess.exemptPrincipals.";
        }
        if (effect.who().startsWith("arn:")) {
            return "Add it to exemptPrincipals of the facet, or take the facet out.";
        }
        return effect.who().startsWith("account ")
                ? "Nobody may be kept from that, or nobody could undo it: take the facet out, and please report this."
                : "Who that is cannot be told: name an account, a user or a role in its place, or take the facet out.";
    }
}
