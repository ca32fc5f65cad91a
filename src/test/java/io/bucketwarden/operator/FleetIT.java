package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.servers.FaultyProxy;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Tag;

/** One policy over many buckets. */
class FleetIT extends RealServers {

    private static final String VERSIONED = "versioning: {status: Enabled}";

    private final String fleet = bucket + "-f-";
    private final String everyOne = "{namePatterns: [\"" + fleet + "*\"]}";

    @Test
    void patterns_choose_and_exclude() {
        create("a", "b", "scratch-a");

        applyFleet("p", "{namePatterns: [\"!" + fleet + "scratch-*\", \"" + fleet + "*\"]}", "Enforce", VERSIONED);

        var status = await("p", compliant());
        assertThat(names(status)).containsExactlyInAnyOrder(fleet + "a", fleet + "b");
        assertThat(status.target()).isEqualTo("2 buckets");
        assertThat(proxy.seen(fleet + "scratch-a")).isEmpty();
        assertThat(proxy.seen(bucket)).isEmpty();
    }

    @Test
    void a_bucket_joins_and_leaves_by_its_tag() {
        create("a", "b");
        tag("a", fleet);
        applyFleet("p", "{namePatterns: [\"" + fleet + "*\"], tags: {fleet: " + fleet + "}}", "Enforce", VERSIONED);
        assertThat(names(await("p", compliant()))).containsExactly(fleet + "a");

        tag("b", fleet);
        assertThat(names(requested("p", "joins"))).containsExactlyInAnyOrder(fleet + "a", fleet + "b");
        assertThat(versioning("b")).isEqualTo(BucketVersioningStatus.ENABLED);

        tag("a", "another");
        assertThat(names(requested("p", "leaves"))).containsExactly(fleet + "b");
    }

    @Test
    void regions_choose_where_the_listing_does_not_name_them() {
        create("a");
        s3.createBucket(
                r -> r.bucket(fleet + "eu").createBucketConfiguration(c -> c.locationConstraint("eu-central-1")));

        applyFleet("p", "{namePatterns: [\"" + fleet + "*\"], regions: [eu-central-1]}", "Enforce", VERSIONED);

        var status = await("p", compliant());
        assertThat(names(status)).containsExactly(fleet + "eu");
        assertThat(status.buckets().getFirst().region()).isEqualTo("eu-central-1");
        assertThat(proxy.writes(fleet + "a")).isZero();
    }

    @Test
    void a_requested_check_means_the_buckets_of_that_moment() {
        create("a", "b");
        applyFleet("p", everyOne, "Enforce", VERSIONED);
        await("p", compliant());

        create("c");
        s3.deleteBucket(r -> r.bucket(fleet + "a"));
        var status = requested("p", "1");

        assertThat(names(status)).containsExactlyInAnyOrder(fleet + "b", fleet + "c");
        assertThat(status.summary().buckets()).isEqualTo(2);
        await("p", compliant());
        assertThat(versioning("c")).isEqualTo(BucketVersioningStatus.ENABLED);
    }

    @Test
    void a_messy_fleet_is_put_in_order() {
        var all = IntStream.range(0, 20).mapToObj(n -> "%02d".formatted(n)).toList();
        create(all.toArray(String[]::new));
        all.stream()
                .limit(7)
                .forEach(name -> s3.putBucketAcl(r -> r.bucket(fleet + name).acl(BucketCannedACL.PUBLIC_READ)));
        all.stream()
                .skip(5)
                .limit(7)
                .forEach(name -> s3.putBucketVersioning(
                        r -> r.bucket(fleet + name).versioningConfiguration(c -> c.status("Suspended"))));
        all.stream()
                .skip(10)
                .forEach(name -> s3.putBucketPolicy(
                        r -> r.bucket(fleet + name).policy(document(FOREIGN.formatted(fleet + name)))));

        applyFleet(
                "p",
                everyOne,
                "Enforce",
                "publicAccess: {block: true}\n    " + VERSIONED + "\n    secureTransport: {}");

        var status = await("p", compliant());
        assertThat(status.summary().compliant()).isEqualTo(20);
        for (var name : all) {
            assertThat(versioning(name)).isEqualTo(BucketVersioningStatus.ENABLED);
            assertThat(s3.getBucketAcl(r -> r.bucket(fleet + name)).toString()).doesNotContain("AllUsers");
            assertThat(s3.getBucketPolicy(r -> r.bucket(fleet + name)).policy())
                    .contains("BucketwardenSecureTransport");
        }
        assertThat(s3.getBucketPolicy(r -> r.bucket(fleet + "19")).policy()).contains("\"Theirs\"");
    }

    @Test
    void a_selector_that_chooses_nothing_is_neither_compliant_nor_a_failure() {
        applyFleet("p", everyOne, "Enforce", VERSIONED);

        var status = await("p", s -> reason(s, Condition.Type.Compliant).equals("Unknown/NoBuckets"));

        assertThat(reason(status, Condition.Type.Ready)).startsWith("True/");
        assertThat(status.target()).isEqualTo("0 buckets");
        assertThat(status.condition(Condition.Type.Compliant).orElseThrow().message())
                .contains("It asks for namePatterns " + fleet + "*.");
        awaitEvent("p", "NoBuckets");
    }

    @Test
    void of_many_buckets_the_worst_are_listed_and_all_are_counted() {
        create(IntStream.range(0, 120).mapToObj(n -> "%03d".formatted(n)).toArray(String[]::new));
        IntStream.range(0, 118)
                .forEach(n -> s3.putBucketVersioning(
                        r -> r.bucket(fleet + "%03d".formatted(n)).versioningConfiguration(c -> c.status("Enabled"))));

        applyFleet("p", everyOne, "Audit", VERSIONED);

        var status = await("p", ready("Audited"));
        assertThat(names(status)).hasSize(100).startsWith(fleet + "118", fleet + "119", fleet + "000");
        assertThat(status.bucketsTruncated()).isTrue();
        assertThat(status.summary().buckets()).isEqualTo(120);
        assertThat(status.summary().drifted()).isEqualTo(2);
        assertThat(status.summary().compliant()).isEqualTo(118);
    }

    @Test
    void a_settled_fleet_writes_neither_status_nor_bucket() {
        create("a", "b", "c");
        applyFleet("p", everyOne, "Enforce", VERSIONED);
        var settled = await("p", compliant());
        var version = version("p");
        var writes = writes();
        stopOperator();
        var before = proxy.seen().size();

        startOperator(Clock.systemUTC());
        await("looks at all of them").until(() -> lookedAt(before).containsAll(names(settled)));
        stopOperator();

        assertThat(version("p")).isEqualTo(version);
        assertThat(writes()).isEqualTo(writes);
        startOperator(Clock.systemUTC());
    }

    @Test
    void a_bucket_that_does_not_answer_delays_no_other() {
        create("a", "b", "slow");
        var hold = proxy.hold("GET", fleet + "slow", "versioning");

        applyFleet("p", everyOne, "Enforce", VERSIONED);

        var status = await("p", s -> s.summary() != null && s.summary().compliant() == 2);
        assertThat(status.summary().unknown()).isEqualTo(1);
        assertThat(reason(status, Condition.Type.Compliant)).startsWith("Unknown/");
        hold.release();
        assertThat(await("p", compliant()).summary().compliant()).isEqualTo(3);
    }

    @Test
    void a_bucket_that_cannot_be_read_hides_no_other() {
        create("a", "b", "closed");
        proxy.failAll(fleet + "closed", 403, "AccessDenied");

        applyFleet("p", everyOne, "Enforce", VERSIONED);

        var status = await(
                "p",
                s -> reason(s, Condition.Type.Ready).equals("False/AccessDenied")
                        && s.summary().compliant() == 2);
        assertThat(status.buckets().getFirst().name()).isEqualTo(fleet + "closed");
        assertThat(status.condition(Condition.Type.Ready).orElseThrow().message())
                .contains(fleet + "closed");
        assertThat(status.buckets().getFirst().facets()).noneMatch(facet -> facet.state() == FacetState.Compliant);
    }

    private void create(String... suffixes) {
        List.of(suffixes).forEach(suffix -> s3.createBucket(r -> r.bucket(fleet + suffix)));
    }

    private void tag(String suffix, String value) {
        s3.putBucketTagging(r -> r.bucket(fleet + suffix)
                .tagging(t -> t.tagSet(Tag.builder().key("fleet").value(value).build())));
    }

    private BucketVersioningStatus versioning(String suffix) {
        return s3.getBucketVersioning(r -> r.bucket(fleet + suffix)).status();
    }

    private S3BucketPolicyStatus requested(String name, String value) {
        request(name, value);
        Predicate<S3BucketPolicyStatus> handled = s -> value.equals(s.lastHandledReconcileAt());
        return await(name, handled);
    }

    /** Buckets whose versioning was read after so many requests. */
    private List<String> lookedAt(int before) {
        return proxy.seen().stream()
                .skip(before)
                .filter(s -> s.subresource().equals("versioning"))
                .map(FaultyProxy.Seen::bucket)
                .toList();
    }

    private long writes() {
        return proxy.seen().stream()
                .filter(FaultyProxy.Seen::isWrite)
                .filter(s -> !s.bucket().isEmpty())
                .count();
    }

    private static List<String> names(S3BucketPolicyStatus status) {
        return status.buckets().stream().map(BucketStatus::name).toList();
    }
}
