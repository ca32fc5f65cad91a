package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.servers.Moto;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Response;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;

/** Several accounts of a real server, which keeps the buckets of each apart by the role that was assumed. */
class AccountsIT {

    private static final GrantedAccount PAY = account("111122223333");
    private static final GrantedAccount SHOP = account("444455556666");

    private static Accounts accounts;
    private static Buckets buckets;

    @BeforeAll
    static void buckets_of_two_accounts() {
        var endpoint = new Endpoint(Moto.get().endpoint(), true, "us-east-1", true, true);
        var clock = InstantSource.system();
        accounts = new Accounts(endpoint, Moto.CREDENTIALS, 1000, 8, RequestListener.NONE, clock);
        buckets = new Buckets(
                accounts,
                Caller.of(
                        accounts,
                        new ExemptPrincipals(List.of("arn:aws:iam::123456789012:role/break-glass"), List.of()),
                        clock),
                clock);
        try (var pay = s3(PAY);
                var shop = s3(SHOP)) {
            pay.createBucket(r -> r.bucket("pay-here"));
            pay.createBucket(
                    r -> r.bucket("pay-there").createBucketConfiguration(c -> c.locationConstraint("eu-central-1")));
            pay.putBucketVersioning(
                    r -> r.bucket("pay-there").versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
            pay.putBucketTagging(r -> r.bucket("pay-there")
                    .tagging(t ->
                            t.tagSet(Tag.builder().key("team").value("payments").build())));
            shop.createBucket(
                    r -> r.bucket("shop-there").createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
        }
    }

    @AfterAll
    static void close() {
        accounts.close();
    }

    @Test
    void each_account_lists_its_own_buckets_and_the_operators_own_none_of_them() {
        assertThat(buckets.list(PAY)).extracting(BucketEntry::name).containsExactlyInAnyOrder("pay-here", "pay-there");
        assertThat(buckets.list(SHOP)).extracting(BucketEntry::name).containsExactly("shop-there");
        assertThat(buckets.list(GrantedAccount.OWN))
                .extracting(BucketEntry::name)
                .doesNotContain("pay-here", "pay-there", "shop-there");
    }

    @Test
    void buckets_whose_region_the_server_does_not_name_are_kept_whatever_regions_are_granted() {
        var here = new GrantedAccount(PAY.id(), PAY.roleArn(), null, List.of("eu-central-1"));

        assertThat(buckets.list(here)).extracting(BucketEntry::region).containsExactly(null, null);
    }

    @Test
    void a_bucket_of_another_account_is_found_and_read_through_its_role() {
        var bucket = buckets.open("pay-there", PAY, null, null);

        assertThat(bucket.identity().region()).isEqualTo("eu-central-1");
        assertThat(bucket.identity().expectedOwner()).isEqualTo("111122223333");
        assertThat(bucket.identity().operatorAccount()).isEqualTo("111122223333");
        assertThat(bucket.identity().operatorPrincipals())
                .containsExactly(PAY.roleArn(), "arn:aws:iam::123456789012:role/break-glass");
        assertThat(bucket.versioning().statusAsString()).isEqualTo("Enabled");
    }

    @Test
    void a_bucket_of_the_operators_own_account_is_opened_as_ever() {
        Moto.get().s3().createBucket(r -> r.bucket("own-here"));

        var bucket = buckets.open("own-here", GrantedAccount.OWN, null, null);

        assertThat(bucket.identity().expectedOwner()).isEqualTo("123456789012");
        assertThat(bucket.versioning().statusAsString()).isNull();
    }

    @Test
    void accounts_are_worked_in_side_by_side() throws Exception {
        var looks = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int look = 0; look < 20; look++) {
                looks.add(threads.submit(() -> region("pay-there", PAY)));
                looks.add(threads.submit(() -> region("shop-there", SHOP)));
            }
            for (int look = 0; look < looks.size(); look += 2) {
                assertThat(looks.get(look).get()).isEqualTo("eu-central-1");
                assertThat(looks.get(look + 1).get()).isEqualTo("eu-west-1");
            }
        }
    }

    @Test
    void tags_are_read_through_the_role() {
        assertThat(buckets.tags("pay-there", PAY, null))
                .containsOnlyKeys("team")
                .containsEntry("team", "payments");
        assertThat(buckets.tags("pay-here", PAY, "us-east-1")).isEmpty();
    }

    @Test
    void a_write_is_remembered_as_ours_under_the_request_id_of_its_answer_and_a_read_is_not() {
        var client = accounts.in(PAY, "eu-central-1");

        var write = client.putBucketTagging(r -> r.bucket("pay-there")
                .tagging(t ->
                        t.tagSet(Tag.builder().key("team").value("payments").build())));
        var read = client.getBucketTagging(r -> r.bucket("pay-there"));

        assertThat(accounts.ownWrites().include(requestId(write))).isTrue();
        assertThat(accounts.ownWrites().include(requestId(read))).isFalse();
    }

    @Test
    void a_bucket_that_is_in_no_account_is_not_found() {
        assertThatThrownBy(() -> buckets.tags("nobodys", PAY, null))
                .isInstanceOfSatisfying(
                        CallFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.BucketNotFound));
    }

    private static String region(String bucket, GrantedAccount account) {
        var opened = buckets.open(bucket, account, null, null);
        opened.versioning();
        return opened.identity().region();
    }

    /** Moto names it as other services than S3 do. */
    private static String requestId(S3Response answer) {
        return answer.sdkHttpResponse().firstMatchingHeader("x-amzn-requestid").orElseThrow();
    }

    private static GrantedAccount account(String id) {
        return new GrantedAccount(id, "arn:aws:iam::" + id + ":role/warden", "acme-7", List.of());
    }

    /** A client of somebody in the account who is not the operator. */
    private static S3Client s3(GrantedAccount account) {
        try (var sts = StsClient.builder()
                .endpointOverride(Moto.get().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(Moto.CREDENTIALS)
                .build()) {
            var given = sts.assumeRole(r -> r.roleArn("arn:aws:iam::" + account.id() + ":role/owner")
                            .roleSessionName("owner"))
                    .credentials();
            return S3Client.builder()
                    .endpointOverride(Moto.get().endpoint())
                    .forcePathStyle(true)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            given.accessKeyId(), given.secretAccessKey(), given.sessionToken())))
                    .build();
        }
    }
}
