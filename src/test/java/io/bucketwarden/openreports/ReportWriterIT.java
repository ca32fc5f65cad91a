package io.bucketwarden.openreports;

import static io.bucketwarden.openreports.Found.bucket;
import static io.bucketwarden.openreports.Found.suspended;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What reports say, and when they are written. */
class ReportWriterIT extends ReportServers {

    @ParameterizedTest
    @EnumSource(names = "None", mode = EnumSource.Mode.EXCLUDE)
    void the_api_server_keeps_all_that_a_report_says(ReportKind kind) {
        writer = writer(kind, kube);
        var policy = policy("p");
        buckets.put("p", List.of(bucket("acme", List.of("encryption"), suspended())));

        writer.tick();

        var sent = new ReportObject(kind, policy)
                .saying(new FacetResults(Found.FACETS).of(Said.of(policy, buckets.get("p"))), new Times(Map.of(), now));
        var kept = report(kind, "p");
        assertThat(json(kept.getAdditionalProperties())).isEqualTo(json(sent.getAdditionalProperties()));
        assertThat(json(kept.getAdditionalProperties()).at("/summary/fail").asInt())
                .isEqualTo(1);
        assertThat(kept.getMetadata().getLabels()).containsEntry("app.kubernetes.io/managed-by", "bucketwarden");
        assertThat(kept.getMetadata().getOwnerReferences())
                .containsExactly(new OwnerReference(
                        "bucketwarden.io/v1alpha1",
                        false,
                        false,
                        "S3BucketPolicy",
                        "p",
                        policy.getMetadata().getUid()));
    }

    @Test
    void without_news_nothing_is_written() {
        policy("p");
        buckets.put("p", List.of(bucket("acme", List.of("encryption"), suspended())));
        writer.tick();
        var version = version("p");

        passes(Duration.ofSeconds(10));
        passes(ReportWriter.LOOK_AGAIN);
        writer = writer(KIND, kube);
        passes(Duration.ofSeconds(10));

        assertThat(version("p")).isEqualTo(version);
    }

    @Test
    void what_is_repaired_passes_from_then_on_also_after_a_restart() {
        policy("p");
        buckets.put("p", List.of(bucket("acme", suspended())));
        writer.tick();
        assertThat(result("p")).isEqualTo("fail since " + Found.SINCE);

        buckets.put("p", List.of(bucket("acme", List.of("versioning"))));
        passes(Duration.ofMinutes(1));
        assertThat(result("p")).isEqualTo("pass since 2026-11-30T12:01:00Z");

        writer = writer(KIND, kube);
        passes(Duration.ofMinutes(1));
        assertThat(result("p")).isEqualTo("pass since 2026-11-30T12:01:00Z");
    }

    @Test
    void the_report_of_a_policy_that_is_made_anew_belongs_to_the_new_one() {
        policy("p");
        buckets.put("p", List.of(bucket("acme", suspended())));
        writer.tick();
        kube.resource(policies.removeFirst()).delete();
        var again = policy("p");

        passes(Duration.ofMinutes(1));

        assertThat(report(KIND, "p").getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner ->
                        assertThat(owner.getUid()).isEqualTo(again.getMetadata().getUid()));
    }

    @Test
    void a_policy_that_loses_its_say_says_why_in_its_report() {
        var policy = policy("p");
        buckets.put("p", List.of(bucket("acme", suspended())));
        writer.tick();

        buckets.put("p", List.of());
        policy.setStatus(Found.status(Condition.Type.Accepted, Condition.Status.False, Reason.NotGranted));
        passes(Duration.ofMinutes(1));

        var results = json(report(KIND, "p").getAdditionalProperties()).get("results");
        assertThat(results).hasSize(1);
        assertThat(results.get(0).get("rule").asText()).isEqualTo("NotGranted");
        assertThat(results.get(0).get("result").asText()).isEqualTo("error");
    }

    @Test
    void while_not_every_bucket_was_looked_at_the_report_stays_as_it_was() {
        policy("p");
        buckets.put("p", List.of(bucket("acme", suspended())));
        writer.tick();
        var version = version("p");

        buckets.remove("p");
        passes(ReportWriter.LOOK_AGAIN);

        assertThat(version("p")).isEqualTo(version);
    }

    @Test
    void a_fleet_of_ten_thousand_has_one_report_of_a_size_that_is_taken_and_is_written_seldom() {
        policy("fleet");
        buckets.put("fleet", fleet(10_000, -1));
        writer.tick();

        var report = report(KIND, "fleet");
        assertThat(json(report.getAdditionalProperties()).get("results")).hasSize(Room.MAX_RESULTS);
        assertThat(json(report.getAdditionalProperties()).at("/summary/pass").asInt())
                .isEqualTo(90_000);
        assertThat(report.getMetadata().getAnnotations()).containsEntry(ReportObject.LEFT_OUT, "89000");
        assertThat(json(report).toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1024 * 1024);

        buckets.put("fleet", fleet(10_000, 9_999));
        passes(Duration.ofSeconds(99));
        assertThat(result("fleet")).startsWith("pass");
        passes(Duration.ofSeconds(1));
        assertThat(result("fleet")).startsWith("fail");
    }

    @Test
    void many_policies_are_written_some_at_a_time() {
        var all = ReportWriter.AT_ONCE + 5;
        IntStream.range(0, all).mapToObj(i -> "p" + i).forEach(name -> {
            policy(name);
            buckets.put(name, List.of(bucket("acme", suspended())));
        });

        writer.tick();
        assertThat(reports()).isEqualTo(ReportWriter.AT_ONCE);
        writer.tick();
        assertThat(reports()).isEqualTo(all);
    }

    private static List<BucketStatus> fleet(int size, int drifting) {
        var eight = Found.FACETS.stream()
                .map(io.bucketwarden.posture.About::name)
                .filter(name -> !name.equals("versioning"))
                .toList();
        var all = Found.FACETS.stream().map(io.bucketwarden.posture.About::name).toList();
        return IntStream.range(0, size)
                .mapToObj(i -> i == drifting ? bucket("acme-" + i, eight, suspended()) : bucket("acme-" + i, all))
                .toList();
    }

    private int reports() {
        return kube.genericKubernetesResources(KIND.context())
                .inNamespace(namespace)
                .list()
                .getItems()
                .size();
    }
}
