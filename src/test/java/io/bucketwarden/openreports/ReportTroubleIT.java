package io.bucketwarden.openreports;

import static io.bucketwarden.openreports.Found.bucket;
import static io.bucketwarden.openreports.Found.suspended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps reports from being written is told once, and keeps nothing else from going on. */
class ReportTroubleIT extends ReportServers {

    @Test
    void reports_come_once_the_cluster_knows_them() throws IOException {
        var crd = kube.apiextensions().v1().customResourceDefinitions().withName(KIND.resource());
        crd.delete();
        await("no reports").until(() -> crd.get() == null && !supports(KIND));
        policy("p");
        buckets.put("p", List.of(bucket("acme", suspended())));

        passes(Duration.ZERO);
        passes(ReportWriter.SLOWLY);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getLevel, ILoggingEvent::getFormattedMessage)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Level.INFO,
                        "The cluster does not know openreports.io/v1alpha1 Report, so no reports are written; it is asked"
                                + " again every 5 minutes"));
        install();
        passes(ReportWriter.SLOWLY);
        assertThat(result("p")).startsWith("fail");
    }

    @Test
    void a_missing_right_is_told_once_and_the_rights_of_the_docs_are_enough() throws IOException {
        policy("p");
        policy("q");
        buckets.put("p", List.of(bucket("acme", suspended())));
        buckets.put("q", List.of(bucket("acme", suspended())));
        var user = "system:serviceaccount:bucketwarden:" + namespace;
        try (var limited = as(user)) {
            writer = writer(KIND, limited);

            passes(ReportWriter.SLOWLY);
            passes(ReportWriter.SLOWLY);
            assertThat(lines.list)
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage())
                            .contains("the right to get reports.openreports.io is missing", namespace + "/p"));

            grant(user, "{apiGroups: [openreports.io], resources: [reports], verbs: [get]}");
            passes(ReportWriter.SLOWLY);
            assertThat(lines.list)
                    .hasSize(2)
                    .last()
                    .satisfies(line -> assertThat(line.getFormattedMessage())
                            .contains("the right to create reports.openreports.io is missing"));

            grant(user, documentedRule());
            passes(ReportWriter.SLOWLY);
            assertThat(result("p")).startsWith("fail");
            buckets.put("p", List.of(bucket("acme", List.of("versioning"))));
            passes(ReportWriter.SLOWLY);
            assertThat(result("p")).startsWith("pass");
            assertThat(lines.list).hasSize(2);
        }
    }

    @Test
    void a_report_of_somebody_else_is_left_alone_and_told_of_once() {
        policy("p");
        buckets.put("p", List.of(bucket("acme", suspended())));
        kube.resource("""
                        apiVersion: openreports.io/v1alpha1
                        kind: Report
                        metadata: {name: bucketwarden-p, namespace: %s}
                        summary: {pass: 7}
                        """.formatted(namespace)).create();
        var version = version("p");

        passes(ReportWriter.SLOWLY);
        passes(ReportWriter.SLOWLY);

        assertThat(version("p")).isEqualTo(version);
        assertThat(lines.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("Report " + namespace + "/bucketwarden-p is not of this operator"));
    }

    @Test
    void a_report_that_somebody_changed_is_put_right_and_what_they_added_stays() {
        policy("p");
        buckets.put("p", List.of(bucket("acme", suspended())));
        writer.tick();
        handle("p").edit(report -> {
            report.setAdditionalProperty("results", List.of());
            report.getMetadata().getLabels().put("team", "payments");
            return report;
        });

        passes(ReportWriter.LOOK_AGAIN);

        assertThat(result("p")).startsWith("fail");
        assertThat(report(KIND, "p").getMetadata().getLabels()).containsEntry("team", "payments");
    }

    private static String documentedRule() throws IOException {
        return Files.readString(Path.of("docs/reports.md"))
                .lines()
                .filter(line -> line.contains("openreports.io]"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("^ *- ([^#]*).*", "$1");
    }

    private void grant(String user, String rule) {
        for (var yaml : List.of("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reports, namespace: %s}
                rules: [%s]
                """.formatted(namespace, rule), """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: reports, namespace: %s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reports}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: "%s"}]
                """.formatted(namespace, user))) {
            kube.resource(yaml).fieldManager("test").forceConflicts().serverSideApply();
        }
        await("the right").until(() -> {
            try (var client = as(user)) {
                client.genericKubernetesResources(KIND.context())
                        .inNamespace(namespace)
                        .withName("any")
                        .get();
                return true;
            } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
                return false;
            }
        });
    }
}
