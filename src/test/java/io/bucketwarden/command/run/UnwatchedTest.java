package io.bucketwarden.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnwatchedTest {

    private static final String KINDS = "/apis/bucketwarden.io/v1alpha1/";

    private final KubernetesMockServer server = new KubernetesMockServer(false);
    private KubernetesClient client;

    @BeforeEach
    void start() {
        server.init();
        client = server.createClient();
    }

    @AfterEach
    void stop() {
        client.close();
        server.destroy();
    }

    @Test
    void a_kind_that_the_server_does_not_know_wants_its_crd() {
        assertThat(new Unwatched(client, Set.of()).why(S3BucketPolicy.class))
                .isEqualTo("cannot watch s3bucketpolicies: Not Found; is the CRD installed?");
    }

    @Test
    void a_right_that_is_missing_is_told_of_the_namespace_that_is_watched() {
        server.expect()
                .get()
                .withPath(KINDS + "namespaces/pay/s3bucketpolicies?limit=1")
                .andReturn(403, "")
                .always();
        server.expect()
                .get()
                .withPath(KINDS + "s3bucketgrants?limit=1")
                .andReturn(403, "")
                .always();
        var unwatched = new Unwatched(client, Set.of("pay"));

        assertThat(unwatched.why(S3BucketPolicy.class)).startsWith("cannot watch s3bucketpolicies: Forbidden; may");
        assertThat(unwatched.why(S3BucketGrant.class)).startsWith("cannot watch s3bucketgrants: Forbidden; may");
    }

    @Test
    void what_can_be_listed_is_being_watched_again() {
        server.expect()
                .get()
                .withPath("/api/v1/namespaces?limit=1")
                .andReturn(200, new NamespaceListBuilder().build())
                .always();

        assertThat(new Unwatched(client, Set.of()).why(Namespace.class))
                .isEqualTo("cannot watch namespaces: the watch has ended, and is being set up again");
    }

    @Test
    void a_server_that_is_gone_is_told_at_once() {
        server.destroy();

        assertThat(new Unwatched(client, Set.of()).why(Namespace.class))
                .isEqualTo("cannot watch namespaces: no answer from the API server");
    }
}
