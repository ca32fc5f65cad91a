package io.bucketwarden.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.servers.MockKube;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of the resources on an API server in memory is kept. */
class ReportClusterTest {

    private final MockKube kube = new MockKube();

    @AfterEach
    void stop() {
        kube.close();
    }

    @Test
    void of_an_access_everything_is_kept_but_what_the_operator_remembers() {
        access("c29tZSBtZW1vcnk");

        var read = new ReportCluster(kube.client(), "payments").read();

        assertThat(read.gaps()).isEmpty();
        assertThat(read.accesses()).singleElement().satisfies(access -> {
            assertThat(access.getSpec().bucket()).isEqualTo("acme");
            assertThat(access.getStatus()).isEqualTo(learning(null));
        });
    }

    private void access(String memory) {
        kube.client().resource("""
                        apiVersion: bucketwarden.io/v1alpha1
                        kind: S3BucketAccess
                        metadata: {name: acme, namespace: payments}
                        spec: {policy: p, bucket: acme}
                        """).create();
        kube.client()
                .resources(S3BucketAccess.class)
                .inNamespace("payments")
                .withName("acme")
                .editStatus(access -> {
                    access.setStatus(learning(memory));
                    return access;
                });
    }

    private static S3BucketAccessStatus learning(@Nullable String memory) {
        return new S3BucketAccessStatus(
                null,
                S3BucketAccessStatus.Phase.Learning,
                null,
                "s3://acme-logs/s3/acme/",
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                memory,
                List.of());
    }
}
