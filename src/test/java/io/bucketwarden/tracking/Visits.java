package io.bucketwarden.tracking;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.fleet.Claim;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Set;

/** What is asked of one bucket, for tests. */
final class Visits {

    private static final String POLICY = """
            apiVersion: bucketwarden.io/v1
            kind: S3BucketPolicy
            metadata: {name: ledger, namespace: payments, uid: uid-ledger}
            spec:
              bucketName: acme-ledger
              posture:
                logging: {targetBucket: acme-logs, targetPrefix: logs/}
                secureTransport: {}
              accessTracking: {}
              requireEvidence: true
            """;

    private Visits() {}

    static Tracked tracked() {
        return tracked("payments", "acme-ledger");
    }

    /** Of a policy of its own. */
    static Tracked tracked(String namespace, String bucket) {
        var policy = Serialization.unmarshal(POLICY, S3BucketPolicy.class);
        policy.getMetadata().setNamespace(namespace);
        policy.getMetadata().setUid("uid-" + bucket);
        return new Tracked(
                new Claim(
                        policy,
                        new BucketId("123456789012", bucket),
                        GrantedAccount.OWN,
                        Mode.Enforce,
                        false,
                        null,
                        Set.of(),
                        Map.of()),
                "us-east-1");
    }
}
