package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Somebody else takes our statement out of the policy documents of many buckets, again and again, and writes statements of
 * their own between the reads with which we put it back.
 */
class ConcurrentWritersIT extends RealServers {

    private static final int BUCKETS = 20;
    private static final int ROUNDS = 4;
    private static final String OURS = "BucketwardenSecureTransport";

    /** After the look, and after all but the last of the five reads that we merge into at most. */
    private static final Set<Integer> CHANGED_AFTER_READS = Set.of(1, 2, 4, 6, 8);

    private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();

    @Test
    void what_somebody_else_wrote_before_our_last_read_is_never_lost() {
        var all = IntStream.range(0, BUCKETS)
                .mapToObj(number -> new Contested(bucket + "-" + number, new Random(number)))
                .toList();
        all.forEach(contested -> apply(contested.name, contested.name, "Enforce", "secureTransport: {}"));
        all.forEach(contested -> await(contested.name, compliant()));

        for (int round = 1; round <= ROUNDS; round++) {
            var request = "round-" + round;
            for (var contested : all) {
                contested.takeOursOut();
                request(contested.name, request);
            }
            for (var contested : all) {
                await(contested.name, compliant().and(status -> request.equals(status.lastHandledReconcileAt())));
                contested.assertSettled();
            }
        }

        assertThat(wrongs).isEmpty();
        assertThat(all.stream().mapToInt(contested -> contested.writes).sum())
                .as("writes of ours")
                .isGreaterThanOrEqualTo(BUCKETS * (ROUNDS + 1));
        assertThat(all.stream().mapToInt(contested -> contested.raced).sum())
                .as("changes between a read that we merged into and the one that checks it")
                .isGreaterThanOrEqualTo(300);
    }

    /** One bucket, and what somebody else last wrote to its policy document. */
    private final class Contested {
        private final String name;
        private final Random random;
        private List<String> theirs = new ArrayList<>();
        private List<String> atReadBefore = List.of();
        private List<String> atLastRead = List.of();
        private int reads = Integer.MAX_VALUE / 2;
        private int number;
        private int writes;
        private int raced;

        Contested(String name, Random random) {
            this.name = name;
            this.random = random;
            s3.createBucket(r -> r.bucket(name));
            write();
            proxy.after("GET", name, "policy", this::wasRead);
            proxy.after("PUT", name, "policy", this::wasWritten);
        }

        synchronized void takeOursOut() {
            reads = 0;
            write();
        }

        synchronized void assertSettled() {
            assertThat(stored(false)).isEqualTo(theirs);
            assertThat(stored(true)).hasSize(1);
        }

        private synchronized void wasRead() {
            atReadBefore = atLastRead;
            atLastRead = List.copyOf(theirs);
            if (CHANGED_AFTER_READS.contains(++reads)) {
                write();
                if (reads > 1) {
                    raced++;
                }
            }
        }

        private synchronized void wasWritten() {
            writes++;
            var stored = stored(false);
            if (!stored.equals(atLastRead)) {
                wrongs.add(name + ": at our last read there was " + atLastRead + ", but stored is " + stored);
            }
            if (!atReadBefore.equals(atLastRead)) {
                wrongs.add(name + ": written without a check that it had not changed");
            }
            // What came after our last read is lost, as is documented.
            theirs = new ArrayList<>(stored);
        }

        /** Adds, alters, removes and reorders statements, without ours. */
        private void write() {
            var added = statement();
            switch (theirs.isEmpty() ? 0 : random.nextInt(4)) {
                case 0 -> theirs.add(random.nextInt(theirs.size() + 1), added);
                case 1 -> theirs.set(random.nextInt(theirs.size()), added);
                case 2 -> {
                    theirs.remove(random.nextInt(theirs.size()));
                    theirs.add(added);
                }
                default -> {
                    theirs.add(added);
                    Collections.reverse(theirs);
                }
            }
            s3.putBucketPolicy(r -> r.bucket(name).policy(document(String.join(" ,\n ", theirs))));
        }

        private String statement() {
            return FOREIGN.formatted(name).replace("\"Theirs\"", " \"Theirs" + ++number + "\"");
        }

        private List<String> stored(boolean ours) {
            try {
                return PolicyDocument.parse(
                                s3.getBucketPolicy(r -> r.bucket(name)).policy())
                        .statements()
                        .stream()
                        .filter(statement ->
                                statement.sid().filter(OURS::equals).isPresent() == ours)
                        .map(Statement::toString)
                        .toList();
            } catch (S3Exception e) {
                return List.of();
            }
        }
    }
}
