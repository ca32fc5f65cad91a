package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.facet.Facets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Somebody else writes the policy document at every moment at which it may be written, between any two of our calls. */
class ConcurrentWritersTest {

    private static final int ROUNDS = 5_000;
    private static final int MOST_MERGES = 5;
    private static final List<String> OUR_SIDS = List.of("BucketwardenSecureTransport", "BucketwardenMinimumTls");
    private static final List<? extends Facet<?, ?>> FACETS = Facets.ALL.stream()
            .filter(facet -> facet.name().equals("secureTransport"))
            .toList();

    @Test
    void whatever_somebody_else_wrote_before_our_last_read_is_there_after_our_write() {
        int raced = 0;
        int written = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            try {
                var round = new Round(new Random(seed));
                round.lookUntilSettled();
                raced += round.s3.raced;
                written += round.s3.writes;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(raced).as("changes between our read and our check read").isGreaterThan(ROUNDS / 2);
        assertThat(written).as("writes of ours").isGreaterThan(ROUNDS);
    }

    @Test
    void who_never_stops_writing_is_let_be_and_nothing_is_written() {
        for (long seed = 0; seed < 300; seed++) {
            var s3 = new ContestedS3(new Random(seed));
            s3.planned = List.of(new Remedy.PutStatement(ours()));
            s3.afterMergeRead = () -> {
                s3.document.add();
                return true;
            };

            var outcomes = Plan.of(Map.of("secureTransport", new Verdict.Drifted(List.of(), s3.planned)))
                    .run(bucket(s3));

            assertThat(outcomes.get("secureTransport"))
                    .as("seed %s", seed)
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                        assertThat(refused.reason()).isEqualTo(Reason.CheckFailed);
                        assertThat(refused.message()).contains("somebody else kept changing the policy document");
                    });
            assertThat(s3.writes).isZero();
            assertThat(s3.reads).isEqualTo(2 * MOST_MERGES);
        }
    }

    /** One bucket, and looks at it until nobody changes it any more and all is as declared. */
    private static final class Round {
        private final Random random;
        private final ContestedS3 s3;
        private final Posture posture;
        private int changes;
        private int failures = 2;

        Round(Random random) {
            this.random = random;
            this.s3 = new ContestedS3(random);
            this.changes = 1 + random.nextInt(8);
            this.posture = new Posture(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    random.nextInt(4) == 0 ? null : new Posture.SecureTransport(random.nextBoolean() ? "1.2" : null),
                    null,
                    null);
            s3.afterMergeRead = () -> maybe(s3.document::change);
            s3.afterWrite = () -> maybe(s3.document::change);
            s3.failing = () -> failures > 0 && random.nextInt(3) == 0 && failures-- > 0;
        }

        void lookUntilSettled() {
            int looks = 0;
            while (!look()) {
                assertThat(++looks).as("looks until it settles").isLessThan(30);
            }
            var wanted = new HashSet<String>();
            if (posture.secureTransport() != null) {
                wanted.add("BucketwardenSecureTransport");
                if (posture.secureTransport().minimumTlsVersion() != null) {
                    wanted.add("BucketwardenMinimumTls");
                }
            }
            for (var sid : OUR_SIDS) {
                assertThat(s3.document.text().contains(sid)).as(sid).isEqualTo(wanted.contains(sid));
            }
        }

        /** Whether all was as declared, and nobody is going to change it any more. */
        private boolean look() {
            maybe(s3.document::change);
            var quiet = changes == 0;
            var verdicts = Examination.of(FACETS, posture, bucket(s3), Map.of("secureTransport", FacetState.Compliant));
            maybe(s3.document::change);
            if (!(verdicts.get("secureTransport") instanceof Verdict.Drifted drifted)) {
                return quiet;
            }
            s3.planned = drifted.remedies();
            s3.reads = 0;
            var before = s3.writes;
            var outcome = Plan.of(verdicts).run(bucket(s3)).get("secureTransport");
            if (outcome instanceof Outcome.Written) {
                assertThat(s3.writes).isGreaterThan(before);
            }
            s3.planned = List.of();
            return false;
        }

        private boolean maybe(Runnable change) {
            if (changes == 0 || random.nextInt(3) == 0) {
                return false;
            }
            changes--;
            change.run();
            return true;
        }
    }

    /** Stores the policy document, and accepts nothing but the one that is there with what is planned done to it. */
    private static final class ContestedS3 implements S3Client {
        private final ContestedDocument document;
        private List<Remedy> planned = List.of();
        private BooleanSupplier afterMergeRead = () -> false;
        private BooleanSupplier afterWrite = () -> false;
        private BooleanSupplier failing = () -> false;
        private int reads;
        private int writes;
        private int raced;

        ContestedS3(Random random) {
            document = new ContestedDocument(random, OUR_SIDS);
        }

        @Override
        public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
            var text = document.text();
            // Reads of a write come in pairs; what is changed after the second of a pair is lost, as is documented.
            if (++reads % 2 == 1 && !planned.isEmpty() && afterMergeRead.getAsBoolean()) {
                raced++;
            }
            if (text.isEmpty()) {
                throw FakeValues.error(404, "NoSuchBucketPolicy");
            }
            return GetBucketPolicyResponse.builder().policy(text).build();
        }

        @Override
        public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
            accept(request.policy());
            return PutBucketPolicyResponse.builder().build();
        }

        @Override
        public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest request) {
            accept("");
            return DeleteBucketPolicyResponse.builder().build();
        }

        /** A write whose answer is an error may have been made all the same. */
        private void accept(String text) {
            if (failing.getAsBoolean()) {
                throw FakeValues.error(503, "SlowDown");
            }
            var put = new ArrayList<Statement>();
            var drop = new HashSet<String>();
            for (var remedy : planned) {
                switch (remedy) {
                    case Remedy.PutStatement(var statement) -> put.add(statement);
                    case Remedy.DropStatement(var sid) -> drop.add(sid);
                    default -> throw new AssertionError("no change of the document: " + remedy);
                }
            }
            var there = document.text();
            assertThat(text).as("written over %s", there).isEqualTo(document.merged(put, Set.copyOf(drop)));
            writes++;
            afterWrite.getAsBoolean();
            if (failing.getAsBoolean()) {
                throw FakeValues.error(503, "SlowDown");
            }
        }

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}
    }

    private static Statement ours() {
        return Statement.deny("BucketwardenSecureTransport")
                .principal("*")
                .actions("s3:*")
                .resources("arn:aws:s3:::acme", "arn:aws:s3:::acme/*")
                .condition("Bool", "aws:SecureTransport", "false")
                .build();
    }

    private static LiveBucket bucket(S3Client s3) {
        var identity = new BucketIdentity(
                "acme", "eu-central-1", "aws", "123456789012", List.of(), null, Server.AWS, List.of());
        return new LiveBucket(identity, s3, AccountView.NONE, LogTarget::missing, write -> () -> repeated(write));
    }

    /** As a write is repeated that was answered with an error that passes. */
    private static void repeated(Runnable write) {
        try {
            write.run();
        } catch (S3Exception e) {
            repeated(write);
        }
    }
}
