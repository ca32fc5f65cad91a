package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.events.Samples;
import io.bucketwarden.servers.Moto;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;

/** The settings of an account change, and with them what its buckets show. Full checks are ten minutes apart. */
class AccountChangeIT extends RealTimeServers {

    private static final String ACCOUNT = "123456789012";

    @AfterEach
    void unblock() throws Exception {
        block(false);
    }

    @Test
    void a_block_of_the_account_that_comes_or_goes_changes_what_is_said_of_its_buckets_at_once() throws Exception {
        s3.putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ));
        apply("p", "Audit", "publicAccess: {block: true}");
        await("p", windows(1, 1));

        block(true);
        tellOfAccount();
        var closed = await("p", windows(1, 0));

        block(false);
        tellOfAccount();
        await("p", windows(2, 1));
        assertThat(heard("reselected")).isEqualTo(2);
        assertThat(closed.buckets().getFirst().lastChanges())
                .extracting(change -> change.eventName())
                .containsExactly("PutAccountPublicAccessBlock");
    }

    /** So many times during which the bucket was open, so many of which last. */
    private static Predicate<S3BucketPolicyStatus> windows(int all, int open) {
        return status -> status.buckets().stream()
                .map(one -> one.exposureWindows())
                .anyMatch(windows -> windows.size() == all
                        && windows.stream().filter(one -> one.isOpen()).count() == open);
    }

    private void tellOfAccount() {
        queues.send(
                "changes",
                Samples.read("put-account-public-access-block")
                        .replaceAll("\"eventID\": \"[^\"]*\"", "\"eventID\": \"" + UUID.randomUUID() + "\"")
                        .replaceAll(
                                "\"eventTime\": \"[^\"]*\"",
                                "\"eventTime\": \"" + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\""));
    }

    private static void block(boolean on) throws Exception {
        Moto.get().putAccountBlock(Moto.get().somebodyIn(ACCOUNT), ACCOUNT, """
                <PublicAccessBlockConfiguration xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/">\
                <IgnorePublicAcls>%s</IgnorePublicAcls><RestrictPublicBuckets>%s</RestrictPublicBuckets>\
                <BlockPublicAcls>false</BlockPublicAcls><BlockPublicPolicy>false</BlockPublicPolicy>\
                </PublicAccessBlockConfiguration>""".formatted(on, on));
    }
}
