package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.events.Samples;
import io.bucketwarden.servers.FaultyProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.Tag;

/** What follows from a change that is heard of. Full checks are ten minutes apart, so nothing here is theirs. */
class RealTimeIT extends RealTimeServers {

    @Test
    void a_bucket_that_is_opened_is_closed_and_the_status_tells_by_whom_and_for_how_long() {
        apply("p", "Enforce", "publicAccess: {block: true}");
        await("p", compliant());

        s3.deletePublicAccessBlock(r -> r.bucket(bucket));
        s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ));
        tell("DeleteBucketPublicAccessBlock", bucket);
        // What is heard first is looked at alone, and shows the rest of what was done.
        await("p", closed().and(compliant()));
        tell("PutBucketAcl", bucket);

        var status = await("p", s -> s.buckets().getFirst().lastChanges().size() == 2);
        assertThat(s3.getBucketAcl(r -> r.bucket(bucket)).toString()).doesNotContain("AllUsers");
        var window = windows(status).getFirst();
        assertThat(window.openedBy()).isEqualTo(ALICE);
        assertThat(window.closedBy()).isEqualTo(ExposureWindow.ClosedBy.Bucketwarden);
        assertThat(Duration.between(Instant.parse(window.openedAt()), Instant.parse(window.closedAt())))
                .isLessThan(Duration.ofSeconds(30));
        assertThat(status.buckets().getFirst().lastChanges())
                .extracting(change -> change.eventName())
                .containsExactlyInAnyOrder("DeleteBucketPublicAccessBlock", "PutBucketAcl");
        awaitEvent("p", "PublicExposureFound");
        awaitEvent("p", "PublicExposureClosed");
        awaitEvent("p", "BucketChanged");
    }

    @Test
    void a_change_costs_one_read_and_the_other_facets_keep_their_verdict() {
        apply(
                "p",
                "Audit",
                "versioning: {status: Enabled}\n    encryption: {algorithm: AES256}\n    publicAccess: {block: true}");
        await("p", s -> reason(s, Condition.Type.Compliant).equals("False/DriftDetected"));
        var before = proxy.seen(bucket).size();

        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
        tell("PutBucketVersioning", bucket);

        var status = await("p", s -> s.buckets().getFirst().compliantFacets().contains("versioning"));
        assertThat(proxy.seen(bucket).subList(before, proxy.seen(bucket).size()))
                .containsExactly(new FaultyProxy.Seen("GET", bucket, "versioning"));
        assertThat(facet(status, "publicAccess").drifts()).isNotEmpty();
    }

    @Test
    void drift_names_who_caused_it() {
        apply(
                "p",
                "Audit",
                "encryption: {algorithm: \"aws:kms\", kmsKeyArn: \"arn:aws:kms:us-east-1:123456789012:key/1\"}\n    versioning: {status: Suspended}");
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Suspended")));
        tell("PutBucketVersioning", bucket);
        await("p", s -> s.buckets().stream().anyMatch(b -> b.compliantFacets().contains("versioning")));

        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
        tell("PutBucketVersioning", bucket);

        var status = await("p", s -> s.buckets().getFirst().facet("versioning").isPresent());
        var by = facet(status, "versioning").changedBy();
        assertThat(by.principal()).isEqualTo(ALICE);
        assertThat(by.sourceIp()).isEqualTo("203.0.113.7");
        assertThat(by.userAgent()).startsWith("aws-cli/");
        assertThat(facet(status, "encryption").changedBy()).isNull();
    }

    @Test
    void what_comes_twice_late_undone_failed_or_of_others_changes_nothing() {
        apply("p", "Enforce", "versioning: {status: Enabled}");
        await("p", compliant());
        var writes = proxy.writes(bucket);
        var twice = event("PutBucketVersioning", bucket, UUID.randomUUID().toString(), Instant.now());

        queues.send("changes", twice);
        queues.send("changes", twice);
        queues.send(
                "changes",
                event(
                        "PutBucketAcl",
                        bucket,
                        UUID.randomUUID().toString(),
                        Instant.now().minusSeconds(86_000)));
        queues.send(
                "changes",
                event("PutBucketAcl", bucket, UUID.randomUUID().toString(), Instant.now())
                        .replace("\"readOnly\": false", "\"readOnly\": false, \"errorCode\": \"AccessDenied\""));
        queues.send(
                "changes",
                event("PutBucketAcl", "nobodys-bucket", UUID.randomUUID().toString(), Instant.now()));
        queues.send("changes", "{\"broken\": ");
        queues.send("changes", Samples.read("other-read"));

        await("all to be heard")
                .until(() -> heard.values().stream().mapToInt(Integer::intValue).sum() == 7);
        assertThat(List.of(
                        heard("changed"),
                        heard("duplicate"),
                        heard("attempt"),
                        heard("unselected"),
                        heard("poison"),
                        heard("other")))
                .containsExactly(2, 1, 1, 1, 1, 1);
        await("p", s -> s.buckets().getFirst().lastChanges().size() == 2);
        assertThat(compliant().test(status("p"))).isTrue();
        assertThat(proxy.writes(bucket)).isEqualTo(writes);
        await("the queue to be empty").until(() -> queues.waiting("changes") + queues.inFlight("changes") == 0);
        assertThat(queues.waiting("changes-dead")).isZero();
    }

    @Test
    void our_own_writes_are_passed_over_by_their_request_ids() {
        apply("p", "Enforce", "versioning: {status: Enabled}");
        await("p", compliant());
        var id = ourRequestId();

        queues.send(
                "changes",
                event("PutBucketVersioning", bucket, UUID.randomUUID().toString(), Instant.now())
                        .replaceAll("\"requestID\": \"[^\"]*\"", "\"requestID\": \"" + id + "\""));

        await("our own").until(() -> heard("own") == 1);
    }

    @Test
    void a_call_in_our_name_that_we_did_not_make_is_told() {
        apply("p", "Audit", "versioning: {status: Enabled}");
        await("p", ready("Audited"));
        await("the intake").until(() -> operator.hasRoom());

        queues.send(
                "changes",
                event(
                                "PutBucketAcl",
                                bucket,
                                UUID.randomUUID().toString(),
                                Instant.now().plusSeconds(5))
                        .replace(ALICE, "arn:aws:sts::123456789012:user/moto"));

        awaitEvent("p", "OperatorRoleUsedByOthers");
    }

    @Test
    void a_new_bucket_and_other_tags_have_fleets_choose_anew() {
        var fresh = bucket + "-fresh";
        applyFleet(
                "fleet",
                "{namePatterns: [\"" + bucket + "*\"], tags: {data: pii}}",
                "Audit",
                "versioning: {status: Enabled}");
        await("fleet", s -> "0 buckets".equals(s.target()));

        s3.createBucket(r -> r.bucket(fresh));
        tell("CreateBucket", fresh);
        s3.putBucketTagging(r -> r.bucket(fresh)
                .tagging(t -> t.tagSet(Tag.builder().key("data").value("pii").build())));
        tell("PutBucketTagging", fresh);
        await("fleet", s -> "1 bucket".equals(s.target()));

        s3.putBucketTagging(r -> r.bucket(bucket)
                .tagging(t -> t.tagSet(Tag.builder().key("data").value("pii").build())));
        tell("PutBucketTagging", bucket);
        await("fleet", s -> "2 buckets".equals(s.target()));

        s3.deleteBucketTagging(r -> r.bucket(fresh));
        tell("DeleteBucketTagging", fresh);
        await("fleet", s -> "1 bucket".equals(s.target()));
    }

    private static Predicate<S3BucketPolicyStatus> closed() {
        return s -> windows(s).stream().anyMatch(window -> !window.isOpen());
    }

    private static List<ExposureWindow> windows(S3BucketPolicyStatus status) {
        return status.buckets().stream()
                .flatMap(b -> b.exposureWindows().stream())
                .toList();
    }

    /** Of the last write that S3 answered. */
    private String ourRequestId() {
        return proxy.requestIds().getLast();
    }
}
