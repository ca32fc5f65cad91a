package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.events.Samples;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is said of a change of the policy document that was made while we wrote it, by the whole operator. */
class LostUpdatesTest extends InMemoryServers {

    private static final String SECURE = "{secureTransport: {}}";

    private final HearingOfLosses hearing = new HearingOfLosses();

    @Override
    PassListener listener() {
        return hearing;
    }

    @Test
    void a_statement_that_is_gone_is_named_to_the_policy_that_governs_the_bucket() {
        create("p", "Enforce", SECURE);
        create("other", "acme-other", "Enforce", "10m", SECURE);
        awaitCompliant("p");
        awaitCompliant("other");

        operator.hear(event(""));

        assertThat(awaitLost("p")).contains("Theirs is missing or altered", "assumed-role/deployer/ci-4711");
        assertThat(hearing.lost()).isEqualTo(1);
        assertThat(events("other")).doesNotContain("PolicyUpdateLost");
    }

    @Test
    void a_deletion_that_left_other_statements_there_is_told_too() {
        s3.put(BUCKET, "policy", "{\"Version\":\"2012-10-17\",\"Statement\":[" + theirs("Old") + "]}");
        create("p", "Enforce", SECURE);
        awaitCompliant("p");

        operator.hear(event("").replace("\"PutBucketPolicy\"", "\"DeleteBucketPolicy\""));

        assertThat(awaitLost("p")).contains("Old is there again");
    }

    @Test
    void where_it_is_not_told_what_was_written_it_may_be_lost() {
        create("p", "Enforce", SECURE);
        awaitCompliant("p");

        operator.hear(event("").replace("bucketPolicy", "somethingElse"));

        assertThat(awaitLost("p")).contains("may have been overwritten: the event does not tell");
    }

    @Test
    void where_the_document_cannot_be_read_it_may_be_lost() {
        create("p", "Enforce", SECURE);
        awaitCompliant("p");
        wire.fail("GET", BUCKET, "policy", 403, "AccessDenied");

        operator.hear(event(""));

        assertThat(awaitLost("p")).contains("may have been overwritten: the policy document cannot be read");
    }

    @Test
    void nothing_is_said_of_what_is_there_of_another_time_of_another_call_and_of_what_failed() {
        s3.put(BUCKET, "policy", "{\"Version\":\"2012-10-17\",\"Statement\":[" + theirs("Theirs") + "]}");
        create("p", "Enforce", SECURE);
        awaitCompliant("p");

        operator.hear(event("").replace("Theirs", "Gone").replace("08:00:00Z", "07:58:59Z"));
        await("p", s -> s.buckets().getFirst().lastChanges().size() == 1);
        operator.hear(event("").replace("Theirs", "Gone").replace("\"PutBucketPolicy\"", "\"PutBucketAcl\""));
        operator.hear(event("\"errorCode\": \"AccessDenied\", ").replace("Theirs", "Gone"));
        operator.hear(event(""));

        await("p", s -> s.buckets().getFirst().lastChanges().size() == 3);
        assertThat(hearing.lost()).isZero();
        assertThat(events("p")).doesNotContain("PolicyUpdateLost");
    }

    @Test
    void an_event_that_comes_twice_is_told_once() {
        create("p", "Enforce", SECURE);
        awaitCompliant("p");
        var event = event("");

        operator.hear(event);
        awaitLost("p");
        operator.hear(event);
        now.updateAndGet(n -> n.plus(Duration.ofMinutes(1)));
        operator.hear(event("").replace("08:00:00Z", "08:01:00Z"));

        await("p", s -> s.buckets().getFirst().lastChanges().size() == 2);
        assertThat(hearing.lost()).isEqualTo(1);
    }

    private String awaitLost(String policy) {
        return await("the event")
                .until(
                        () -> kube.client().v1().events().inNamespace("payments").list().getItems().stream()
                                .filter(event ->
                                        event.getInvolvedObject().getName().equals(policy)
                                                && event.getReason().equals("PolicyUpdateLost"))
                                .toList(),
                        (List<Event> told) -> told.size() == 1)
                .getFirst()
                .getMessage();
    }

    /** Somebody put a document with the statement {@code Theirs} just when the operator wrote its own. */
    private static String event(String more) {
        return Samples.read("put-bucket-policy")
                .replace("acme-logs", BUCKET)
                .replace("2026-11-24T08:02:11Z", "2026-11-24T08:00:00Z")
                .replace(
                        "f9da0bf3-e816-46a6-8afe-2312b459071a",
                        UUID.randomUUID().toString())
                .replace("\"Effect\": \"Allow\",", "\"Sid\": \"Theirs\", \"Effect\": \"Allow\",")
                .replace("\"readOnly\": false", more + "\"readOnly\": false");
    }

    private static String theirs(String sid) {
        return """
                {"Sid":"%s","Effect":"Allow","Principal":"*","Action":"s3:GetObject",\
                "Resource":"arn:aws:s3:::acme-invoices/*",\
                "Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-example"}}}""".formatted(sid);
    }
}
