package io.bucketwarden.operator;

import static io.bucketwarden.operator.History.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.operator.changes.SomeChanges;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.facet.Facets;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which of several changes is judged, and who is told; nothing but the judgement. */
class LostUpdatesJudgementTest {

    private static final BucketId BUCKET = new BucketId("123456789012", "acme-invoices");
    private static final Instant LATER = START.plusSeconds(2);
    private static final PolicyDocument NOTHING = PolicyDocument.empty();
    private static final PolicyDocument A = document("A");
    private static final PolicyDocument B = document("B");

    private final HearingOfLosses hearing = new HearingOfLosses();
    private final List<String> told = new ArrayList<>();
    private boolean wrote = true;
    private final LostUpdates lostUpdates = new LostUpdates(
            (bucket, time) -> wrote && !time.isAfter(LATER),
            Facets.ALL,
            (claim, lost) -> told.add(claim.uid() + ": " + lost.message()),
            hearing,
            () -> START);

    @Test
    void a_document_that_is_put_after_it_was_deleted_is_not_there_again() {
        var deleted = delete(START);
        var put = put(A, LATER);

        look(List.of(deleted, put), () -> A);

        assertThat(told).isEmpty();
    }

    @Test
    void of_two_documents_only_the_newer_one_is_missing() {
        var first = put(A, START);
        var second = put(B, LATER);

        look(List.of(second, first), () -> B);
        assertThat(told).isEmpty();

        heard(first, second);
        look(List.of(first, second), () -> NOTHING);
        assertThat(told).singleElement().asString().contains("B is missing").doesNotContain("A is");
    }

    @Test
    void an_older_change_that_is_heard_of_later_is_not_missing() {
        heard(put(B, LATER));
        look(List.of(), () -> B);

        look(List.of(put(A, START)), () -> B);

        assertThat(told).isEmpty();
    }

    @Test
    void a_newer_change_counts_although_we_wrote_nothing_then() {
        look(List.of(put(A, START), put(B, LATER.plusSeconds(1))), () -> NOTHING);

        assertThat(told).isEmpty();
    }

    @Test
    void within_a_second_the_last_one_that_is_heard_of_counts() {
        look(List.of(put(A, START), put(B, START)), () -> B);

        assertThat(told).isEmpty();
    }

    @Test
    void what_claims_to_be_of_the_future_hides_nothing() {
        heard(put(B, START.plus(Duration.ofMinutes(16))));

        look(List.of(put(A, START)), () -> NOTHING);

        assertThat(told).singleElement().asString().contains("A is missing");
    }

    @Test
    void a_change_that_is_heard_of_during_a_look_is_left_to_the_next() {
        var first = put(A, START);
        heard(first);
        var second = put(B, LATER);

        judge(List.of(first), claim("p"), () -> {
            heard(second);
            return NOTHING;
        });
        lostUpdates.close(BUCKET, List.of(first));
        assertThat(told).isEmpty();

        judge(List.of(second), claim("p"), () -> NOTHING);
        lostUpdates.close(BUCKET, List.of(second));
        assertThat(told).singleElement().asString().contains("B is missing");
    }

    @Test
    void our_write_may_come_after_the_event() {
        wrote = false;
        var event = put(A, START);
        heard(event);
        wrote = true;

        judge(List.of(event), claim("p"), () -> NOTHING);
        lostUpdates.close(BUCKET, List.of(event));

        assertThat(told).hasSize(1);
    }

    @Test
    void policies_of_every_role_are_told_and_it_is_counted_once() {
        var event = put(A, START);
        heard(event);

        judge(List.of(event), claim("first"), () -> NOTHING);
        judge(List.of(event), claim("second"), () -> NOTHING);
        lostUpdates.close(BUCKET, List.of(event));
        lostUpdates.close(BUCKET, List.of(event));

        assertThat(told)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("first: "),
                        second -> assertThat(second).startsWith("second: "));
        assertThat(hearing.lost()).isOne();
    }

    @Test
    void what_one_role_sees_that_it_lasted_may_not_be_lost_for_another_that_cannot_read() {
        var event = put(A, START);
        heard(event);

        judge(List.of(event), claim("first"), () -> {
            throw new CallFailed(Reason.AccessDenied, "s3:GetBucketPolicy is denied");
        });
        judge(List.of(event), claim("second"), () -> A);
        lostUpdates.close(BUCKET, List.of(event));

        assertThat(told).isEmpty();
        assertThat(hearing.lost()).isZero();
    }

    private void look(List<ChangeEvent> events, Supplier<PolicyDocument> document) {
        heard(events.toArray(ChangeEvent[]::new));
        judge(events, claim("p"), document);
        lostUpdates.close(BUCKET, events);
    }

    private void heard(ChangeEvent... events) {
        for (var event : events) {
            lostUpdates.heardOf(event, List.of(BUCKET));
        }
    }

    private void judge(List<ChangeEvent> events, Claim claim, Supplier<PolicyDocument> document) {
        lostUpdates.judge(BUCKET, List.of(claim), events, document);
    }

    private static ChangeEvent delete(Instant time) {
        return SomeChanges.by("alice", "DeleteBucketPolicy", time);
    }

    private static ChangeEvent put(PolicyDocument document, Instant time) {
        var sid = document.statements().getFirst().sid().orElseThrow();
        var event = SomeChanges.by("alice-" + sid, "PutBucketPolicy", time);
        return new ChangeEvent(
                event.id(),
                event.name(),
                time,
                event.region(),
                event.account(),
                event.bucket(),
                event.requestId(),
                event.actor(),
                null,
                document.toJson());
    }

    private static PolicyDocument document(String sid) {
        return PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[{"Sid":"%s","Effect":"Allow","Principal":"*","Action":"s3:GetObject",\
                "Resource":"arn:aws:s3:::acme-invoices/*"}]}""".formatted(sid));
    }

    private static Claim claim(String uid) {
        var policy = new S3BucketPolicy();
        policy.setMetadata(new ObjectMetaBuilder().withUid(uid).build());
        return new Claim(
                policy, BUCKET, GrantedAccount.OWN, Mode.Enforce, false, null, Set.of("secureTransport"), Map.of());
    }
}
