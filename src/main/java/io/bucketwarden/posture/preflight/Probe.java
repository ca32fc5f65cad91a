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

    Request request() {
        return request(principal);
    }

    /** The same of another resource. */
    Request requestOf(String other) {
        return new Request(principal, action, other, context);
    }

    /** The same, made by somebody else. */
    Request request(Principal other) {
        return new Request(other, action, resource, context);
    }
}
