package io.bucketwarden.posture.preflight;

/** Why somebody must not be shut out. */
public enum Kind {
    OPERATOR("the operator itself"),
    BREAK_GLASS("a break-glass principal"),
    /** Anybody of the owner's account, who is not named anywhere. */
    OWNER("the owner's account"),
    LOG_DELIVERY("access log delivery"),
    /** Access log delivery by a grant of the ACL. */
    LOG_DELIVERY_GROUP("access log delivery"),
    REPLICATION("replication"),
    INVENTORY("inventory delivery"),
    SERVICE("an AWS service that the policy document allows"),
    LOAD_BALANCERS("access logs of load balancers"),
    ORIGIN_ACCESS("CloudFront, which the policy document allows"),
    PRINCIPAL("a principal that the policy document allows"),
    ACCOUNT("an account that the policy document allows"),
    /** Whom a perimeter is there to keep out, to show that it does. */
    ANYBODY_ELSE("nobody in particular"),
    /** Of whom the document does not tell who it is. */
    UNRESOLVED("somebody whom the policy document allows");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Whether they are who sets right whatever goes wrong. */
    boolean repairs() {
        return this == OPERATOR || this == BREAK_GLASS || this == OWNER;
    }

    /** Whether they are of an account that a perimeter may be there to keep out. */
    boolean mayBeStranger() {
        return this == PRINCIPAL || this == ACCOUNT || this == REPLICATION;
    }
}
