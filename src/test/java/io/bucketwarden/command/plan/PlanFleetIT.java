package io.bucketwarden.command.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.Main;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Identity;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/** Plans of fleets and exemptions on a real S3 server, each test in an account of its own. */
class PlanFleetIT {

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static final String ALL = "bucketSelector: {namePatterns: ['%s-*']}";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String account;
    private Identity identity;
    private FaultyProxy proxy;
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        account = "3000000000%02d".formatted(ACCOUNTS.incrementAndGet());
        proxy = new FaultyProxy(Moto.get().endpoint());
        var somebody = Moto.get().somebodyIn(account);
        identity = Identity.of(somebody);
        s3 = Moto.get().s3(somebody, "us-east-1");
        bucket("a", "Enabled");
        bucket("b", "Suspended");
        bucket("c", "Enabled");
    }

    @AfterEach
    void stop() {
        proxy.close();
        identity.close();
    }

    @Test
    void each_bucket_of_a_fleet_has_its_section() throws IOException {
        s3.createBucket(r -> r.bucket("other-" + account));

        assertThat(plan("text", policy("fleet", ALL.formatted(account), ""))).isEqualTo(2);

        assertThat(out.toString()).isEqualTo("""
                %1$s-a (us-east-1): Compliant
                  versioning  Compliant
                %1$s-b (us-east-1): Drifted
                  versioning  Drifted
                    versioning.status should be Enabled, but is Suspended
                  Enforce would make these writes:
                    PutBucketVersioning: Enabled  s3:PutBucketVersioning
                %1$s-c (us-east-1): Compliant
                  versioning  Compliant
                3 buckets: 2 compliant, 0 exempt, 1 drifted, 0 unknown, 0 refused
                """.formatted(account));
        assertThat(err.toString()).as("there is no terminal").isEmpty();
        assertThat(proxy.seen())
                .noneMatch(seen -> seen.isWrite() && !seen.bucket().isEmpty());
    }

    @Test
    void json_is_an_array_with_policy_and_bucket() throws IOException {
        assertThat(plan("json", policy("fleet", ALL.formatted(account), ""))).isEqualTo(2);

        var report = json();
        assertThat(report).hasSize(3);
        assertThat(report.findValuesAsText("bucket")).containsExactly(account + "-a", account + "-b", account + "-c");
        assertThat(report.at("/1/policy").asText()).isEqualTo("fleet");
        assertThat(report.at("/1/result").asText()).isEqualTo("Drifted");
        assertThat(report.at("/1/facets/0").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("facet", "result", "drifts");
    }

    @Test
    void an_exempted_facet_is_told_with_reason_owner_and_end_and_nothing_is_planned_for_it() throws IOException {
        var policy = policy("fleet", ALL.formatted(account), """
                  exemptions: [{facet: versioning, reason: made anew, owner: team-data, expires: '2099-03-31'}]
                """);

        assertThat(plan("text", policy)).isZero();

        assertThat(out.toString())
                .contains(account + "-b (us-east-1): Exempt\n  versioning  Exempt\n")
                .contains("versioning.status: is Suspended instead of Enabled")
                .contains("Let pass until 2099-03-31. Reason: made anew. Owner: team-data.")
                .contains("3 buckets: 2 compliant, 1 exempt, 0 drifted, 0 unknown, 0 refused")
                .doesNotContain("Enforce");
    }

    @Test
    void an_exemption_that_has_ended_is_none_and_a_named_bucket_may_have_one_too() throws IOException {
        var ended = policy("one", "bucketName: " + account + "-b", """
                  exemptions: [{facet: versioning, reason: r, owner: o, expires: '2020-03-31'}]
                """);

        assertThat(plan("text", ended)).isEqualTo(2);
        assertThat(plan("text", ended.replace("2020", "2099"))).isZero();
    }

    @Test
    void a_selector_that_chooses_nothing_is_three_and_says_what_was_tried() throws IOException {
        var policy = policy("typo", "bucketSelector: {namePatterns: ['acmee-*'], tags: {team: pay}}", "");

        assertThat(plan("text", policy)).isEqualTo(3);

        assertThat(out.toString()).isEqualTo("""
                policy typo: Unknown
                  The selector chooses none of the 3 buckets of your account: namePatterns acmee-*; tags team=pay.
                """);
        assertThat(proxy.seen()).noneMatch(seen -> seen.subresource().equals("tagging"));
    }

    @Test
    void tags_choose_and_are_read_only_where_the_choice_hangs_on_them() throws IOException {
        tag("b", "pay");
        tag("c", "web");

        assertThat(plan("json", policy("pay", "bucketSelector: {namePatterns: ['*-b', '*-c'], tags: {team: pay}}", "")))
                .isEqualTo(2);

        assertThat(json().findValuesAsText("bucket")).containsExactly(account + "-b");
        assertThat(proxy.seen(account + "-a")).isEmpty();
        assertThat(proxy.seen(account + "-c"))
                .extracting(FaultyProxy.Seen::subresource)
                .contains("tagging")
                .doesNotContain("versioning");
    }

    @Test
    void tags_that_cannot_be_read_leave_the_bucket_unknown_with_the_missing_action() throws IOException {
        tag("a", "pay");
        proxy.fail("GET", account + "-c", "tagging", 403, "AccessDenied");

        assertThat(plan("text", policy("pay", "bucketSelector: {tags: {team: pay}}", "")))
                .isEqualTo(3);

        assertThat(out.toString())
                .contains(account + "-a (us-east-1): Compliant")
                .doesNotContain(account + "-b")
                .contains(account + "-c: Unknown\n  Whether the selector chooses it is not known: ")
                .contains("s3:GetBucketTagging");
    }

    @Test
    void buckets_that_may_not_be_listed_are_three_and_named_ones_are_planned_all_the_same() throws IOException {
        proxy.failAll("", 403, "AccessDenied");

        var code = plan(
                "text",
                policy("fleet", ALL.formatted(account), "") + "---\n"
                        + policy("one", "bucketName: " + account + "-a", ""));

        assertThat(code).isEqualTo(3);
        assertThat(out.toString())
                .contains("policy fleet: Unknown\n  The buckets of your account cannot be listed: ")
                .contains("s3:ListAllMyBuckets")
                .contains(account + "-a (us-east-1), policy one: Compliant");
    }

    private void bucket(String name, String versioning) {
        s3.createBucket(r -> r.bucket(account + "-" + name));
        s3.putBucketVersioning(r -> r.bucket(account + "-" + name).versioningConfiguration(c -> c.status(versioning)));
    }

    private void tag(String name, String team) {
        s3.putBucketTagging(r -> r.bucket(account + "-" + name)
                .tagging(t ->
                        t.tagSet(List.of(Tag.builder().key("team").value(team).build()))));
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void a_region_that_is_wrong_is_told_as_the_operator_would() throws IOException {
        var target = "bucketName: %s-a\n  region: eu-central-1".formatted(account);

        assertThat(plan("text", policy("wrong", target, ""))).isEqualTo(3);

        assertThat(out.toString()).contains("in us-east-1 and not in eu-central-1", "spec.region");
    }

    private static String policy(String name, String target, String more) {
        return """
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata: {name: %s}
                spec:
                  %s
                  posture: {versioning: {status: Enabled}}
                %s""".formatted(name, target, more);
    }

    private int plan(String output, String policies) throws IOException {
        var file = Files.writeString(folder.resolve("policies.yaml"), policies);
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(
                        "plan",
                        "-f",
                        file.toString(),
                        "-o",
                        output,
                        "--endpoint",
                        proxy.endpoint().toString(),
                        "--path-style");
    }
}
