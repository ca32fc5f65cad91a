package io.bucketwarden.iam.fuzz;

import io.bucketwarden.iam.MalformedPolicyException;
import io.bucketwarden.iam.PolicyDocument;
import java.util.Optional;

/** The policy that a text is, if it is one. */
final class FuzzedPolicy {

    private FuzzedPolicy() {}

    static Optional<PolicyDocument> of(String text) {
        try {
            return Optional.of(PolicyDocument.parse(text));
        } catch (MalformedPolicyException e) {
            return Optional.empty();
        }
    }
}
