package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Request;
import io.bucketwarden.iam.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * One request that has to go on to work.
 *
 * @param name who makes it, for people
 * @param account the twelve digits of their account; null for services and for who has none, or none that is known
 * @param place where it comes from, for people; empty for anywhere
 */
record Probe(
        Kind kind,
        String name,
        @Nullable String account,
        Principal principal,
        String action,
        String resource,
        String place,
        RequestContext context) {

    /** Why somebody must not be shut out. */
    enum Kind {
        /** Who repairs the bucket. */
        OPERATOR("the operator itself"),
        BREAK_GLASS("a break-glass principal"),
        /** Anybody of the owner's account, who is not named anywhere. */
        OWNER("the owner's account"),
        LOG_DELIVERY("access log delivery"),
        REPLICATION("replication"),
        INVENTORY("inventory delivery"),
        SERVICE("an AWS service that the policy document allows"),
        NAMED("a principal that the policy document allows");

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
    }

    Request request() {
        return request(principal);
    }

    /** The same, made by somebody else. */
    Request request(Principal other) {
        return new Request(other, action, resource, context);
    }
}
