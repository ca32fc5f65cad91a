package io.bucketwarden.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.Main;
import io.bucketwarden.servers.Identity;
import io.bucketwarden.servers.Installation;
import io.bucketwarden.servers.Interceptor;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The check of the installation against moto, each test in an account of its own. Moto takes TestEventPattern and does not
 * answer it, and allows everything, so these answers are scripted.
 */
class DoctorIT {

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String account;
    private Identity identity;
    private Interceptor aws;
    private Installation installed;

    @BeforeEach
    void install() throws IOException {
        account = "6000000000%02d".formatted(ACCOUNTS.incrementAndGet());
        var credentials = Moto.get().somebodyIn(account);
        identity = Identity.of(credentials);
        installed = new Installation(credentials, account);
        aws = new Interceptor(Moto.get().endpoint());
        aws.answer("TestEventPattern", "{\"Result\":true}");
    }

    @AfterEach
    void stop() {
        aws.close();
        installed.close();
        identity.close();
    }

    @Test
    void everything_is_fine() {
        assertThat(doctor()).as(out.toString()).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceAll("  +", " ")))
                .containsExactly(
                        "credentials OK arn:aws:sts::" + account + ":assumed-role/somebody/test",
                        "clock OK within 60 s of AWS",
                        "",
                        url("events"),
                        "trail OK main logs write management events",
                        "rule OK warden-events; matches changes of buckets; sends to the queue",
                        "queue OK admits warden-events; no key of KMS; gives up to a dead-letter queue; hides what is read for 60 s",
                        "dead letters OK 0 waiting, none dead",
                        "permissions OK may delete; may receive",
                        "",
                        "7 fine, 0 with a problem, 0 unknown");
        assertThat(err.toString()).as("no progress where there is no terminal").isEmpty();
    }

    @Test
    void nothing_is_written() {
        doctor();

        assertThat(aws.calls())
                .containsExactlyInAnyOrder(
                        "GetCallerIdentity",
                        "DescribeTrails",
                        "GetTrailStatus",
                        "GetEventSelectors",
                        "ListRuleNamesByTarget",
                        "DescribeRule",
                        "ListTargetsByRule",
                        "TestEventPattern",
                        "GetQueueAttributes",
                        "GetQueueAttributes",
                        "GetQueueAttributes",
                        "DeleteMessage",
                        "ReceiveMessage");
    }

    @Test
    void no_trail_is_a_problem_with_the_command_to_make_one() {
        installed.trail("DeleteTrail", "Name", "main");

        assertThat(doctor()).isEqualTo(2);

        assertThat(line("trail")).contains("PROBLEM  no trail records in us-east-1");
        assertThat(out.toString()).contains("-> aws cloudtrail create-trail --region us-east-1");
    }

    @Test
    void a_trail_that_is_stopped_is_a_problem_with_the_command_to_start_it() {
        installed.trail("StopLogging", "Name", "main");

        assertThat(doctor()).isEqualTo(2);

        assertThat(line("trail")).contains("PROBLEM  main does not log");
        assertThat(out.toString())
                .contains("-> aws cloudtrail start-logging --region us-east-1 --name arn:aws:cloudtrail:");
    }

    @Test
    void a_trail_of_reads_is_a_problem() throws IOException {
        installed.call("cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.PutEventSelectors", """
                {"TrailName":"main","EventSelectors":[{"ReadWriteType":"ReadOnly","IncludeManagementEvents":true}]}""");

        assertThat(doctor()).isEqualTo(2);

        assertThat(line("trail")).contains("PROBLEM  main logs no write management events of S3");
    }

    @Test
    void a_rule_that_is_disabled_is_a_problem_with_the_command_to_enable_it() {
        installed.events("DisableRule", "Name", Installation.RULE);

        assertThat(doctor()).isEqualTo(2);

        assertThat(line("rule")).contains("PROBLEM  warden-events is disabled");
        assertThat(out.toString()).contains("-> aws events enable-rule --region us-east-1 --name warden-events");
    }

    @Test
    void a_rule_that_does_not_match_is_a_problem() {
        aws.answer("TestEventPattern", "{\"Result\":false}");

        assertThat(doctor()).isEqualTo(2);

        assertThat(line("rule")).contains("PROBLEM  warden-events does not match PutBucketAcl");
    }

    @Test
    void a_rule_without_the_queue_as_target_is_a_problem_with_the_command_that_installs_it() throws IOException {
        installed.call("events", "AWSEvents.RemoveTargets", "{\"Rule\":\"warden-events\",\"Ids\":[\"queue\"]}");

        assertThat(doctor()).isEqualTo(2);

        assertThat(line("rule")).contains("PROBLEM  no rule of the default event bus in us-east-1 sends to the queue");
        assertThat(out.toString()).contains("-> aws cloudformation deploy --template-file config/aws/real-time.yaml");
    }

    @Test
    void a_rule_beside_the_one_that_works_is_no_matter() throws IOException {
        installed.events("PutRule", "Name", "old", "EventPattern", "{\"source\":[\"aws.s3\"]}", "State", "DISABLED");
        installed.call("events", "AWSEvents.PutTargets", """
                {"Rule":"old","Targets":[{"Id":"queue","Arn":"%s"}]}""".formatted(installed.arn("events")));

        assertThat(doctor()).as(out.toString()).isZero();
    }

    @Test
    void a_server_that_names_no_arn_leaves_it_open() {
        aws.answer("GetQueueAttributes", "{\"Attributes\":{}}");

        assertThat(doctor()).isEqualTo(3);

        assertThat(line("queue")).contains("UNKNOWN  the server names no ARN of the queue");
    }

    @Test
    void a_queue_that_is_not_there_is_a_problem() {
        installed.sqs().deleteQueue(r -> r.queueUrl(installed.url("events")));

        assertThat(doctor()).isEqualTo(2);

        assertThat(line("queue")).contains("PROBLEM  there is no queue " + url("events"));
    }

    @Test
    void a_queue_that_admits_another_rule_is_a_problem() {
        installed.set("events", QueueAttributeName.POLICY, installed.admitting("other"));

        assertThat(doctor()).isEqualTo(2);

        assertThat(line("queue")).contains("PROBLEM  its policy does not admit the rule warden-events");
    }

    @Test
    void dead_letters_are_a_problem_with_the_command_that_shows_one() {
        installed.send("dead");
        installed.send("undelivered");

        assertThat(doctor()).isEqualTo(2);

        assertThat(line("dead letters"))
                .contains(
                        "PROBLEM  1 messages were read several times and not finished with; 1 messages were not delivered");
        assertThat(out.toString()).contains("--queue-url " + url("dead")).contains("--queue-url " + url("undelivered"));
    }

    @Test
    void messages_that_wait_are_left_alone() {
        installed.send("events");

        assertThat(doctor()).isEqualTo(3);

        assertThat(line("permissions")).contains("UNKNOWN  sqs:ReceiveMessage was not tried: 1 messages wait");
        assertThat(aws.calls()).contains("DeleteMessage").doesNotContain("ReceiveMessage");
        var message = installed
                .sqs()
                .receiveMessage(r -> r.queueUrl(installed.url("events")).messageSystemAttributeNamesWithStrings("All"))
                .messages()
                .getFirst();
        assertThat(message.attributesAsStrings()).containsEntry("ApproximateReceiveCount", "1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DescribeTrails        | trail        | cloudtrail:DescribeTrails
            GetTrailStatus        | trail        | cloudtrail:GetTrailStatus
            GetEventSelectors     | trail        | cloudtrail:GetEventSelectors
            ListRuleNamesByTarget | rule         | events:ListRuleNamesByTarget
            DescribeRule          | rule         | events:DescribeRule
            ListTargetsByRule     | rule         | events:ListTargetsByRule
            TestEventPattern      | rule         | events:TestEventPattern
            GetQueueAttributes    | queue        | sqs:GetQueueAttributes
            GetQueueAttributes    | dead letters | sqs:GetQueueAttributes
            """)
    void what_may_not_be_looked_at_is_unknown_with_the_action_to_allow(String call, String check, String action) {
        assertThat(Path.of("config/iam/real-time-policy.json")).content().contains('"' + action + '"');
        aws.deny(call);

        assertThat(doctor()).as(out.toString()).isEqualTo(3);

        assertThat(line(check)).contains("UNKNOWN  " + action + " is denied");
        assertThat(out.toString()).contains("-> Allow " + action + " on ");
    }

    @ParameterizedTest
    @CsvSource({"DeleteMessage", "ReceiveMessage"})
    void what_the_operator_may_not_do_is_a_problem(String call) {
        aws.deny(call);

        assertThat(doctor()).isEqualTo(2);

        assertThat(line("permissions")).contains("PROBLEM  sqs:" + call + " is denied");
        assertThat(out.toString()).contains("-> Allow sqs:" + call + " on " + installed.arn("events") + ".");
    }

    @Test
    void json_is_the_same_for_programs() throws IOException {
        installed.events("DisableRule", "Name", Installation.RULE);

        assertThat(doctor("-o", "json")).isEqualTo(2);

        var report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/caller/0/check").asText()).isEqualTo("credentials");
        assertThat(report.at("/queues/0/queue").asText()).isEqualTo(url("events"));
        assertThat(report.at("/queues/0/checks/1/check").asText()).isEqualTo("rule");
        assertThat(report.at("/queues/0/checks/1/state").asText()).isEqualTo("PROBLEM");
        assertThat(report.at("/queues/0/checks/1/fix").asText()).startsWith("aws events enable-rule");
    }

    private int doctor(String... more) {
        var arguments =
                new ArrayList<>(List.of("doctor", "--endpoint", aws.endpoint().toString(), "--queue", url("events")));
        arguments.addAll(List.of(more));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private String line(String check) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(check + " "))
                .findFirst()
                .orElseThrow();
    }

    private String url(String queue) {
        return aws.endpoint() + "/" + account + "/" + queue;
    }
}
