package io.bucketwarden.access.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MergingPropertyTest {

    private static final Declared LIMITS =
            Declared.of(List.of("10.0.0.0/8"), List.of(), List.of("111111111111"), false, "");

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void below_the_bounds_neither_the_order_of_objects_nor_how_requests_are_spread_over_them_matters(long seed) {
        var random = new Random(seed);
        // On both sides of the end of learning, within the hours that are kept.
        var requests = SomeRequests.of(random, 600, 8, Story.LEARNED - 12 * 3_600, Story.LEARNED + 8 * 3_600);
        var expected = after(split(requests, 1));
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(requests, random);
            assertThat(after(split(requests, 1 + random.nextInt(30)))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoever_is_known_was_really_let_in_however_many_there_are(long seed) {
        var random = new Random(seed);
        var story = story();
        story.max = 10;
        story.forgetAfterDays = 5;
        var letIn = new HashSet<Accessor>();
        var refused = new HashSet<Accessor>();
        for (int object = 0; object < 6; object++) {
            var tally = story.tally();
            // More than have names in one tally.
            for (var asks : SomeRequests.of(random, 3_000, 700, Story.START, story.now)) {
                tally.accept(asks.access());
                if (!asks.bucket().equals(Asks.BUCKET)) {
                    continue;
                }
                var who = asks.who().isAnonymous()
                        ? new Accessor(
                                Accessor.ANONYMOUS, Accessor.UNKNOWN, asks.who().network())
                        : asks.who();
                (Answers.letIn(asks.access()) ? letIn : refused).add(who);
            }
            story.hears(tally);
        }
        refused.removeAll(letIn);
        assertThat(refused).isNotEmpty().noneMatch(story::knows);
        var known = letIn.stream().filter(story::knows).count();
        assertThat((long) story.baseline.parts().accessors().size()).isLessThanOrEqualTo(known);
        assertThat(known).isGreaterThan(1_000);
        assertThat(story.status().accessors()).hasSizeLessThanOrEqualTo(10);
    }

    /** All that is kept but what was told, which tells of what was known when it came. */
    private record Kept(
            List<AccessorStatus> accessors, List<Object> summary, String readUntil, List<Seen> seen, Bursts bursts) {}

    private static Kept after(List<List<Asks>> objects) {
        var story = story();
        for (var object : objects) {
            story.hears(object.toArray(Asks[]::new));
        }
        var status = story.status();
        assertThat(status.accessors()).hasSizeLessThan(300);
        var summary = status.summary();
        return new Kept(
                status.accessors(),
                List.of(
                        summary.accessors(),
                        summary.principals(),
                        summary.unacknowledged(),
                        summary.requests(),
                        summary.errors()),
                Objects.requireNonNull(status.readUntil()),
                story.baseline.parts().seen().values().stream()
                        .sorted(Seen.RANK)
                        .toList(),
                story.baseline.parts().bursts());
    }

    private static Story story() {
        var story = new Story();
        story.declared = LIMITS;
        return story;
    }

    private static List<List<Asks>> split(List<Asks> requests, int objects) {
        var result = new ArrayList<List<Asks>>();
        for (int i = 0; i < objects; i++) {
            result.add(new ArrayList<>());
        }
        for (int i = 0; i < requests.size(); i++) {
            result.get(i % objects).add(requests.get(i));
        }
        return result;
    }
}
