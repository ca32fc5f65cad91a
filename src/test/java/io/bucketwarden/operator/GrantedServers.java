package io.bucketwarden.operator;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketPolicyStatus;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;

/** An operator that requires grants. */
abstract class GrantedServers extends RealServers {

    static final Predicate<S3BucketPolicyStatus> NOT_GRANTED =
            s -> reason(s, Condition.Type.Accepted).equals("False/NotGranted");

    @Override
    boolean requireGrants() {
        return true;
    }

    @AfterEach
    void revoke() {
        kube.resources(S3BucketGrant.class).delete();
    }

    void label(String team) {
        label(namespace, team);
    }

    void label(String where, String team) {
        kube.namespaces().withName(where).edit(n -> {
            n.getMetadata().setLabels(Map.of("team", team));
            return n;
        });
    }

    /** To the team that is named as the namespace of the test. */
    void grant(String name, String pattern, String mode, String line) {
        grantTo(namespace, name, pattern, mode, line);
    }

    /** @param line one more line of the spec */
    void grantTo(String team, String name, String pattern, String mode, String line) {
        kube.resource("""
                        apiVersion: bucketwarden.io/v1alpha1
                        kind: S3BucketGrant
                        metadata: {name: %s}
                        spec:
                          namespaceSelector: {matchLabels: {team: %s}}
                          bucketPatterns: ["%s"]
                          maxMode: %s
                          %s
                        """.formatted(namespace + "-" + name, team, pattern, mode, line))
                .fieldManager("test")
                .forceConflicts()
                .serverSideApply();
    }
}
