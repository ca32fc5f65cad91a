package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.access.impact.Candidate;
import io.bucketwarden.access.impact.Judge;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.events.QueueSeen;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.fleet.Claim;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListeningTest {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final String BUCKET = "acme-ledger";
    private static final Tracked TRACKED = tracked();
    private static final Source SOURCE = new Source(
            "events of CloudTrail",
            BucketIdentity.named(BUCKET, "eu-central-1", "123456789012"),
            null,
            Silence.ofEvents());

    private final Heard heard = new Heard(bucket -> Stream.of(TRACKED.key()));
    private final List<QueueSeen> queues = new ArrayList<>(List.of(new QueueSeen("a-queue", true, null, null)));
    private final List<Batch> kept = new ArrayList<>();
    private final AccessStatus status = new AccessStatus(new S3BucketAccess(), NOON);
    private Knowledge known = Knowledge.start(TRACKED.asked(), SOURCE, NOON);
    private Map<Candidate, Judge> judges = Map.of();
    private boolean toEnd;

    @Test
    void what_was_heard_is_kept_in_one_write_and_then_not_again() {
        hear("app", "app", "nightly");

        assertThat(run(this::keep)).isEqualTo(TrackingPass.End.DONE);
        assertThat(run(this::keep)).isEqualTo(TrackingPass.End.DONE);
        hear("app");
        run(this::keep);

        assertThat(kept).extracting(Batch::requests).containsExactly(3L, 0L, 1L);
        assertThat(kept).extracting(Batch::hasRead).containsExactly(true, false, true);
    }

    @Test
    void what_could_not_be_kept_since_somebody_else_was_faster_is_kept_with_what_came_meanwhile() {
        hear("app");

        assertThat(run(batch -> {
                    hear("nightly");
                    return false;
                }))
                .isEqualTo(TrackingPass.End.MORE);
        hear("third");
        run(this::keep);

        assertThat(kept).extracting(Batch::requests).containsExactly(3L);
    }

    @Test
    void nor_is_it_lost_when_the_api_server_fails() {
        hear("app");

        assertThatThrownBy(() -> run(batch -> {
                    throw new KubernetesClientException("no answer");
                }))
                .isInstanceOf(KubernetesClientException.class);
        run(this::keep);

        assertThat(kept).extracting(Batch::requests).containsExactly(1L);
    }

    @Test
    void what_comes_while_it_is_kept_is_kept_by_the_next_pass() {
        hear("app");
        run(batch -> {
            hear("nightly");
            return keep(batch);
        });

        run(this::keep);

        assertThat(kept).extracting(Batch::requests).containsExactly(1L, 1L);
    }

    @Test
    void a_restriction_is_held_against_what_comes_after_it_was_declared_and_other_statements_begin_anew() {
        hear("app");
        run(this::keep);
        hear("app");
        judges = judges("aaaa");
        run(this::keep);
        assertThat(preview().requests()).isZero();
        hear("app");
        run(this::keep);
        assertThat(preview().denied()).isEqualTo(1);

        hear("app");
        judges = judges("bbbb");
        run(this::keep);
        assertThat(preview().candidate()).isEqualTo("bbbb");
        assertThat(preview().requests()).isZero();
        assertThat(kept).extracting(Batch::requests).containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void evidence_is_whole_only_after_its_days_and_with_something_heard_on_each_of_them() {
        judges = judges("aaaa");
        run(this::keep);
        for (int day = 0; day <= 14; day++) {
            heard.test(Requested.by("app", BUCKET, NOON.plus(Duration.ofDays(day))));
        }
        run(this::keep);

        assertThat(preview(Duration.ofDays(13)).complete()).isFalse();
        assertThat(preview(Duration.ofDays(14)).complete()).isTrue();
        assertThat(preview(Duration.ofDays(17)).complete()).isFalse();
        assertThat(preview(Duration.ofDays(17)).silentDays()).isNotEmpty();
    }

    @Test
    void what_was_known_from_a_log_stays_and_evidence_of_it_does_not() {
        judges = judges("aaaa");
        known = new Knowledge(
                "s3://acme-logs/", known.since(), known.cursor(), known.baseline(), known.impacts(), null);
        hear("app");
        run(this::keep);

        var later = known.from(SOURCE, S3BucketAccessStatus.NONE, NOON.plusSeconds(60));

        assertThat(later.since()).isEqualTo(NOON.plusSeconds(60));
        assertThat(later.impacts().byFacet()).isEmpty();
        assertThat(later.baseline()).isSameAs(known.baseline());
    }

    @Test
    void what_was_heard_for_knowledge_that_was_deleted_is_forgotten_with_it() {
        hear("app");
        run(this::keep);
        hear("app", "app");
        known = Knowledge.start(TRACKED.asked(), SOURCE, NOON);

        run(this::keep);
        hear("app");
        run(this::keep);

        assertThat(kept).extracting(Batch::requests).containsExactly(1L, 0L, 1L);
    }

    @Test
    void a_queue_that_cannot_be_read_is_told_and_makes_no_evidence_whole() {
        run(this::keep);
        assertThat(toEnd).isTrue();

        queues.add(new QueueSeen("another-queue", false, null, null));
        hear("app");
        run(this::keep);

        assertThat(toEnd).isFalse();
        assertThat(kept.getLast().requests()).isEqualTo(1);
        assertThat(kept.getLast().problem().reason()).isEqualTo(Reason.QueueUnreachable);
        assertThat(kept.getLast().problem().text()).contains("another-queue").doesNotContain("a-queue,");
    }

    @Test
    void without_a_queue_nobody_is_learned_and_evidence_begins_anew_later() {
        assertThatThrownBy(() -> listening(false, this::keep).run(visit(), known, status))
                .isInstanceOfSatisfying(
                        CallFailed.class, why -> assertThat(why.reason()).isEqualTo(Reason.QueueUnreachable));

        judges = judges("aaaa");
        run(this::keep);
        var resource = new S3BucketAccess();
        resource.setStatus(status.of(known, List.of(), java.util.Optional.empty(), false, true, SOURCE));
        listening(false, this::keep).run(visit(), known, new AccessStatus(resource, NOON));

        assertThat(known.impacts().byFacet()).isEmpty();
        assertThat(toEnd).isFalse();
        assertThat(kept.getLast().problem().text()).contains("--queue");
    }

    @Test
    void it_is_too_early_until_a_queue_was_tried() {
        var listening = listening(true, this::keep);
        assertThat(listening.isTooEarly(TRACKED)).isFalse();
        queues.clear();

        assertThat(listening.isTooEarly(TRACKED)).isTrue();
        assertThat(listening(false, this::keep).isTooEarly(TRACKED)).isFalse();
    }

    private interface Store {
        boolean keep(Batch batch);
    }

    private TrackingPass.End run(Store store) {
        return listening(true, store).run(visit(), known.asAsked(visit()), status);
    }

    private Listening listening(boolean any, Store store) {
        return new Listening(
                heard,
                new Queues(any, () -> queues),
                (visit, before, batch, more, end) -> {
                    toEnd = end;
                    return store.keep(batch);
                },
                () -> NOON);
    }

    private boolean keep(Batch batch) {
        kept.add(batch);
        known = batch.known();
        return true;
    }

    private Visit visit() {
        return new Visit(TRACKED, SOURCE, judges, NOON);
    }

    private Preview preview() {
        return preview(Duration.ZERO);
    }

    private Preview preview(Duration later) {
        return known.impacts().previews(14, NOON.plus(later), true).getFirst();
    }

    private void hear(String... users) {
        for (var user : users) {
            heard.test(Requested.by(user, BUCKET, NOON));
        }
    }

    private static Map<Candidate, Judge> judges(String fingerprint) {
        var candidate = new Candidate("networkAccess", PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*",
                 "Resource":["arn:aws:s3:::acme-ledger","arn:aws:s3:::acme-ledger/*"],
                 "Condition":{"NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}}}]}"""), fingerprint);
        return Map.of(candidate, new Judge(candidate));
    }

    private static Tracked tracked() {
        var policy = new KubernetesSerialization().unmarshal("""
                metadata: {name: ledger, namespace: payments, uid: uid-ledger}
                spec:
                  bucketName: acme-ledger
                  accessTracking: {source: CloudTrailEvents}
                  posture: {versioning: {status: Enabled}}
                """, S3BucketPolicy.class);
        return new Tracked(
                new Claim(
                        policy,
                        new BucketId("123456789012", BUCKET),
                        GrantedAccount.OWN,
                        Mode.Enforce,
                        false,
                        null,
                        Set.of(),
                        Map.of()),
                "eu-central-1");
    }
}
