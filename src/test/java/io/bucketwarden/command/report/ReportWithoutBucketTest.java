package io.bucketwarden.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.command.Typed;
import io.bucketwarden.servers.MockKube;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code bucketwarden report} says of why its page shows no bucket. */
class ReportWithoutBucketTest {

    private static final String FLEET = "src/test/resources/report/fleet.yaml";

    private static final String SILENT = """
            apiVersion: bucketwarden.io/v1alpha1
            kind: S3BucketPolicy
            metadata: {name: all, namespace: storage}
            spec: {bucketSelector: {namePatterns: ['*']}, posture: {versioning: {status: Enabled}}}
            """;

    private static final String DAMAGED = """
            apiVersion: bucketwarden.io/v1alpha1
            kind: S3BucketPolicy
            metadata: {name: odd, namespace: storage}
            spec: {bucketName: acme, posture: 7}
            """;

    @TempDir
    private Path folder;

    private String said = "";

    @Test
    void of_another_account_than_is_asked_for_are_all_buckets_there() throws IOException {
        assertThat(report("-f", FLEET, "--account", "999999999999")).isEqualTo(2);

        assertThat(last())
                .isEqualTo("The report shows no bucket: " + FLEET
                        + ": no bucket there is known to be of account 999999999999. Check the id, declare"
                        + " spec.accountId in the policies, or leave --account out.");
        assertThat(page()).contains("No bucket is known here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -f FILE                        | 2 | The report shows no bucket: FILE: nothing there tells of one
            -f FILE --account 999999999999 | 2 | The report shows no bucket: FILE: nothing there tells of one
            -f FILE --bucket acme          | 3 | Nothing that was read tells of a bucket acme
            """)
    void what_the_page_would_say_is_not_known_is_said_first(String arguments, int code, String end) throws IOException {
        var file = Files.writeString(folder.resolve("policies.yaml"), DAMAGED).toString();

        assertThat(report(arguments.replace("FILE", file).split(" "))).isEqualTo(code);

        assertThat(said).startsWith("Policy storage/odd cannot be understood: ").contains("posture");
        assertThat(last()).startsWith(end.replace("FILE", file)).doesNotContain("account");
    }

    @Test
    void a_policy_that_says_nothing_is_named() throws IOException {
        var file = Files.writeString(folder.resolve("policies.yaml"), SILENT).toString();

        assertThat(report("-f", file)).isEqualTo(2);

        assertThat(said).startsWith("Policy storage/all says nothing of its buckets: ");
        assertThat(last()).contains("; see above what is not known. Look at the conditions of the policies");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -n payments | , namespace payments: nothing there tells of one. Look into all namespaces with -A
            -A          | , all namespaces: nothing there tells of one. Apply an S3BucketPolicy
            """)
    void of_a_cluster_it_is_said_where_else_to_look(String arguments, String end) throws IOException {
        try (var kube = new MockKube()) {
            var server = kube.client().getMasterUrl().toString();
            kubeconfig(server);

            assertThat(report(arguments.split(" "))).as(said).isEqualTo(2);

            assertThat(said.lines())
                    .singleElement()
                    .asString()
                    .startsWith("The report shows no bucket: the cluster " + server + end);
        }
    }

    private void kubeconfig(String server) throws IOException {
        Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: here
                contexts: [{name: here, context: {cluster: here, user: me}}]
                clusters: [{name: here, cluster: {server: '%s'}}]
                users: [{name: me, user: {}}]
                """.formatted(server));
    }

    private int report(String... arguments) {
        var all = new ArrayList<>(
                List.of("report", "--to", folder.resolve("report.html").toString()));
        all.addAll(List.of(arguments));
        try (var typed = new Typed(folder.resolve("kubeconfig"), Moto.CREDENTIALS.resolveCredentials())) {
            var code = typed.run(all);
            said = typed.said();
            return code;
        }
    }

    private String last() {
        return said.lines().toList().getLast();
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("report.html"));
    }
}
