package io.bucketwarden.access.impact;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.Transport;

/**
 * All of a request on which the answer depends. All sessions of a role are answered alike.
 *
 * @param action empty when it is not known
 * @param serviceNamed whether the caller calls itself an AWS service
 */
record Question(
        String principal,
        String sourceIp,
        String vpcEndpoint,
        Transport transport,
        String action,
        boolean onObject,
        boolean serviceNamed) {

    /** As tools of AWS call themselves when they act for somebody: {@code athena.amazonaws.com}, {@code AWS Internal}. */
    private static final String SERVICE = ".amazonaws.com";

    private static final String INTERNAL = "AWS";

    static Question of(Access access) {
        var operation = access.operation();
        var application = access.accessor().application();
        return new Question(
                access.accessor().principal(),
                access.sourceIp(),
                access.vpcEndpoint(),
                access.transport(),
                operation.action(),
                operation.onObject(),
                application.endsWith(SERVICE) || application.equals(INTERNAL));
    }
}
