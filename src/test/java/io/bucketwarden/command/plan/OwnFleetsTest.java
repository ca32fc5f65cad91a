package io.bucketwarden.command.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.BucketSelector;
import io.bucketwarden.api.Reason;
import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.RequestListener;
import io.bucketwarden.command.SideBySide;
import io.bucketwarden.fleet.ListedBucket;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.TinyS3;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Which buckets the caller's own account is said to have. */
class OwnFleetsTest {

    private TinyS3 s3;
    private FaultyProxy wire;
    private Accounts accounts;
    private Buckets buckets;

    @BeforeEach
    void start() throws IOException {
        s3 = new TinyS3();
        wire = new FaultyProxy(s3.endpoint());
        accounts = new Accounts(
                new Endpoint(wire.endpoint(), true, "us-east-1", true, true),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                1000,
                16,
                RequestListener.NONE,
                Instant::now);
        var caller = new Caller(
                () -> new Caller.Answer("123456789012", "arn:aws:iam::123456789012:user/me"),
                io.bucketwarden.aws.ExemptPrincipals.NONE,
                false,
                Instant::now);
        buckets = new Buckets(accounts, caller, Instant::now);
        s3.put("", "max-buckets", """
                <ListAllMyBucketsResult><Buckets>
                <Bucket><Name>acme-1</Name><BucketRegion>us-east-1</BucketRegion></Bucket>
                <Bucket><Name>acme-2</Name><BucketRegion>us-east-1</BucketRegion></Bucket>
                </Buckets></ListAllMyBucketsResult>""");
        s3.put("acme-1", "tagging", """
                <Tagging><TagSet><Tag><Key>data</Key><Value>pii</Value></Tag></TagSet></Tagging>""");
    }

    @AfterEach
    void stop() {
        accounts.close();
        wire.close();
        s3.close();
    }

    @Test
    void a_bucket_that_has_gone_since_it_was_listed_is_left_out() {
        wire.fail("GET", "acme-2", "tagging", 404, "NoSuchBucket");

        assertThat(list().buckets()).extracting(ListedBucket::name).containsExactly("acme-1");
    }

    @Test
    void tags_that_may_not_be_read_are_told_with_their_reason() {
        wire.fail("GET", "acme-2", "tagging", 403, "AccessDenied");

        assertThat(list().buckets())
                .extracting(ListedBucket::unread)
                .satisfiesExactly(
                        read -> assertThat(read).isNull(),
                        denied -> assertThat(denied).extracting(Problem::reason).isEqualTo(Reason.AccessDenied));
    }

    private OwnFleets list() {
        var selector = new BucketSelector(null, Map.of("data", "pii"), null);
        return OwnFleets.list(List.of(selector), buckets, new SideBySide(new PrintWriter(Writer.nullWriter()), false));
    }
}
