package io.bucketwarden.posture.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.ExemptPrincipals;
import io.bucketwarden.aws.RequestListener;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Verdict;
import io.bucketwarden.posture.facet.Facets;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Every setting of a bucket on a server, kept, changed by somebody, and put back; without a DELETE but of the policy. */
class PutBackIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final S3Client s3 = Moto.get().s3();
    private final String name = "put-back-" + NUMBER.incrementAndGet();
    private FaultyProxy proxy;
    private Accounts accounts;
    private Buckets buckets;

    @BeforeEach
    void open() throws IOException {
        proxy = new FaultyProxy(Moto.get().endpoint());
        accounts = new Accounts(
                new Endpoint(proxy.endpoint(), true, "us-east-1", true, true),
                Moto.CREDENTIALS,
                100,
                4,
                RequestListener.NONE,
                InstantSource.system());
        buckets = new Buckets(
                accounts, Caller.of(accounts, ExemptPrincipals.NONE, InstantSource.system()), InstantSource.system());
        s3.createBucket(r -> r.bucket(name).objectOwnership(ObjectOwnership.OBJECT_WRITER));
        s3.createBucket(r -> r.bucket(name + "-logs"));
        s3.putBucketPolicy(r -> r.bucket(name + "-logs").policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},\
                "Action":"s3:PutObject","Resource":"arn:aws:s3:::%s-logs/*"}]}""".formatted(name)));
    }

    @AfterEach
    void close() {
        accounts.close();
        proxy.close();
    }

    @Test
    void a_bare_bucket_that_was_hardened_is_as_good_as_bare_again() {
        var kept = kept();
        harden();

        putBack(kept);

        assertThat(left(kept)).isEmpty();
        assertThat(s3.getBucketVersioning(r -> r.bucket(name)).statusAsString()).isEqualTo("Suspended");
        assertThat(s3.getBucketLogging(r -> r.bucket(name)).loggingEnabled()).isNull();
        assertThat(s3.getPublicAccessBlock(r -> r.bucket(name))
                        .publicAccessBlockConfiguration()
                        .blockPublicAcls())
                .isFalse();
        assertThat(proxy.seen(name)).noneMatch(seen -> seen.method().equals("DELETE"));
    }

    @Test
    void a_bucket_with_settings_of_its_own_has_them_again() {
        s3.putBucketAcl(r -> r.bucket(name).acl(BucketCannedACL.PUBLIC_READ));
        s3.putBucketEncryption(r -> r.bucket(name)
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(
                                d -> d.sseAlgorithm("aws:kms").kmsMasterKeyID("key"))
                        .bucketKeyEnabled(true)
                        .build())));
        s3.putBucketLogging(r -> r.bucket(name)
                .bucketLoggingStatus(l ->
                        l.loggingEnabled(to -> to.targetBucket(name + "-logs").targetPrefix("old/"))));
        var before = shown();
        var kept = kept();
        harden();
        assertThat(shown()).isNotEqualTo(before);

        putBack(kept);

        assertThat(left(kept)).isEmpty();
        var after = shown();
        // What means the same as nothing, and what cannot be taken back.
        assertThat(after.remove(Part.Versioning)).contains("Suspended");
        assertThat(after.remove(Part.PublicAccessBlock)).doesNotContain("true");
        before.remove(Part.Versioning);
        before.remove(Part.PublicAccessBlock);
        assertThat(after).isEqualTo(before);
    }

    private void harden() {
        s3.putBucketAcl(r -> r.bucket(name).acl(BucketCannedACL.PRIVATE));
        s3.putPublicAccessBlock(r -> r.bucket(name)
                .publicAccessBlockConfiguration(c -> c.blockPublicAcls(true)
                        .ignorePublicAcls(true)
                        .blockPublicPolicy(true)
                        .restrictPublicBuckets(true)));
        s3.putBucketOwnershipControls(r -> r.bucket(name)
                .ownershipControls(c -> c.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                        .build())));
        s3.putBucketEncryption(r -> r.bucket(name)
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("aws:kms"))
                        .build())));
        s3.putBucketVersioning(r -> r.bucket(name).versioningConfiguration(v -> v.status("Enabled")));
        s3.putBucketLogging(r -> r.bucket(name)
                .bucketLoggingStatus(l ->
                        l.loggingEnabled(to -> to.targetBucket(name + "-logs").targetPrefix("new/"))));
    }

    private Map<String, Kept> kept() {
        var bucket = bucket();
        var kept = new LinkedHashMap<String, Kept>();
        Facets.ALL.forEach(facet -> kept.put(
                facet.name(),
                Kept.parse(
                        Kept.of(facet, bucket, "storage/p", "1", Instant.EPOCH).toJson())));
        return kept;
    }

    private void putBack(Map<String, Kept> kept) {
        var outcomes = plan(kept).run(bucket());

        assertThat(outcomes.values()).isNotEmpty().allMatch(outcome -> outcome instanceof Outcome.Written);
    }

    private List<String> left(Map<String, Kept> kept) {
        return plan(kept).steps().stream().map(Plan.Step::description).toList();
    }

    private Plan plan(Map<String, Kept> kept) {
        var bucket = bucket();
        var verdicts = new LinkedHashMap<String, Verdict>();
        Facets.ALL.forEach(facet -> verdicts.put(
                facet.name(),
                new Verdict.Drifted(
                        List.of(),
                        PutBack.of(facet, kept.get(facet.name()), Map.of(), bucket)
                                .remedies())));
        return Plan.of(verdicts);
    }

    private Map<Part, String> shown() {
        var bucket = bucket();
        var shown = new TreeMap<Part, String>();
        for (var part : Part.values()) {
            shown.put(part, BucketSettings.of(part).capture(bucket).toString());
        }
        return shown;
    }

    private LiveBucket bucket() {
        return buckets.open(name, GrantedAccount.OWN, null, "us-east-1");
    }
}
