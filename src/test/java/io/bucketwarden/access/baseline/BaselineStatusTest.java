package io.bucketwarden.access.baseline;

import static io.bucketwarden.access.baseline.Story.DAY;
import static io.bucketwarden.access.baseline.Story.LATER;
import static io.bucketwarden.access.baseline.Story.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Operation.Kind;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorStatus;
import io.bucketwarden.api.S3BucketAccessStatus.Phase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineStatusTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Story story = new Story();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void what_is_stored_is_read_back_exactly_and_goes_on_as_if_it_had_not_been(long seed)
            throws JsonProcessingException {
        var random = new Random(seed);
        story.max = random.nextBoolean() ? 10 : 40;
        story.declared = Declared.of(List.of("10.0.0.0/8"), List.of(), List.of("111111111111"), false, "");
        for (int object = 0; object < 30; object++) {
            var requests = SomeRequests.of(random, 40, 30, START, LATER);
            var copy = stored(story.status()).baseline();
            var merged = copy.merge(tally(copy, requests), story.terms());
            var told = story.hears(tally(story.baseline, requests));
            assertThat(merged.alerts()).isEqualTo(told);
            assertThat(BaselineStatus.of(merged.baseline(), story.acknowledged, Instant.ofEpochSecond(story.now)))
                    .isEqualTo(story.status());
            if (random.nextInt(4) == 0) {
                story.acknowledged.add(story.status().accessors().getFirst().id());
            }
            story.baseline = story.baseline.vanished();
        }
        assertThat(story.status().alerts()).hasSize(20);
        assertThat(story.status().summary().vanishedObjects()).isEqualTo(30);
        assertThat(story.status().summary().accessors()).isGreaterThan(story.max);
    }

    @Test
    void the_new_ones_are_first_and_then_the_busiest() {
        story.hears(
                Asks.by("few", START),
                Asks.by("many", START),
                Asks.by("many", START),
                Asks.by("stranger", LATER).status(403),
                Asks.by("stranger", LATER).status(403),
                Asks.by("stranger", LATER).status(403),
                Asks.by("new", LATER));
        assertThat(story.status().accessors())
                .extracting(AccessorStatus::principal)
                .containsExactly("new", "stranger", "many", "few");
    }

    @Test
    void an_id_is_the_same_for_all_times_and_differs_for_each_part() {
        assertThat(Ids.of(new Accessor("anonymous", "unknown", "203.0.113.0/24")))
                .isEqualTo("d1884860db8e29d4");
        assertThat(List.of(
                        Ids.of(new Accessor("ab", "c", "d")),
                        Ids.of(new Accessor("a", "bc", "d")),
                        Ids.of(new Accessor("a", "b", "cd"))))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{16}"));
    }

    @Test
    void the_greatest_status_has_room_in_an_object_of_the_cluster() throws JsonProcessingException {
        story.max = 1_000;
        story.declared = Declared.of(List.of("10.0.0.0/8"), List.of(), List.of("111111111111"), false, "");
        for (int object = 0; object < 25; object++) {
            var tally = story.tally();
            for (int i = 0; i < 1_000; i++) {
                tally.accept(longest("o" + object + "-" + i, START + i % DAY));
            }
            story.hears(tally);
        }
        // Each of those that are listed was let in later than it was seen, and has hours and peaks of its own.
        var tally = story.tally();
        for (int i = 0; i < 1_000; i++) {
            var name = "z" + i;
            tally.accept(new Asks(who(name), START, "203.0.113.1", "", Asks.BUCKET, Kind.READ, 403).access());
            for (int request = 0; request < 12; request++) {
                tally.accept(new Asks(who(name), START + 2 * DAY, "203.0.113.1", "", Asks.BUCKET, Kind.DELETE, 204)
                        .access());
            }
        }
        for (int i = 0; i < 1_000; i++) {
            story.acknowledged.add(Ids.of(who("z" + i)));
        }
        story.hears(tally);
        var parts = story.baseline.parts();
        assertThat(parts.seen()).hasSize(1_000);
        assertThat(parts.principals().size()).isEqualTo(Capacity.PRINCIPALS);
        assertThat(parts.applications().size()).isEqualTo(Capacity.APPLICATIONS);
        assertThat(parts.accessors().size()).isEqualTo(Capacity.ACCESSORS);
        assertThat(parts.bursts().hours()).hasSize(1_000);
        assertThat(parts.bursts().peaks()).hasSize(1_000);
        assertThat(story.status().alerts()).hasSize(20);
        assertThat(story.status().section().length()).isLessThanOrEqualTo(450 * 1024);
        assertThat(JSON.writeValueAsString(status(story.status(), story.status().section()))
                        .getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(1_258_291);
        assertThat(stored(story.status())).isEqualTo(story.status());
    }

    @Test
    void what_a_later_version_wrote_is_not_read() {
        story.hears(Asks.by("a", START));
        var stored = story.status();
        assertThatThrownBy(
                        () -> with(stored, "2" + stored.section().substring(1)).baseline())
                .isInstanceOf(UnreadableBaseline.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("install the version that wrote it");
    }

    @Test
    void whatever_of_the_section_is_damaged_is_noticed() {
        story.hears(Asks.by("a", START), Asks.by("b", START));
        var stored = story.status();
        var section = stored.section();
        for (int i = 0; i < section.length(); i++) {
            var other = section.charAt(i) == 'B' ? 'C' : 'B';
            var damaged = section.substring(0, i) + other + section.substring(i + 1);
            // The last digit of Base64 can have bits that say nothing.
            if (i < section.length() - 1) {
                assertThatThrownBy(() -> with(stored, damaged).baseline()).isInstanceOf(UnreadableBaseline.class);
            }
            var cut = section.substring(0, i);
            assertThatThrownBy(() -> with(stored, cut).baseline()).isInstanceOf(UnreadableBaseline.class);
        }
        assertThatThrownBy(() -> with(stored, section + "AAAA").baseline()).isInstanceOf(UnreadableBaseline.class);
    }

    @Test
    void accessors_that_were_taken_out_or_altered_are_noticed() {
        story.hears(Asks.by("a", START), Asks.by("b", START));
        var stored = story.status();
        var one = stored.accessors().getFirst();
        assertThatThrownBy(() -> with(stored, List.of(one)).baseline())
                .isInstanceOf(UnreadableBaseline.class)
                .hasMessageContaining("not those that were stored");
        assertThatThrownBy(() -> with(stored, List.of(one, one)).baseline())
                .isInstanceOf(UnreadableBaseline.class)
                .hasMessageContaining("twice");
        var altered = new AccessorStatus(
                one.id(),
                "mallory",
                one.application(),
                one.network(),
                one.state(),
                one.firstSeen(),
                one.lastSeen(),
                1,
                0,
                1,
                0,
                0,
                0,
                null,
                null);
        assertThatThrownBy(() -> with(
                                stored, List.of(altered, stored.accessors().get(1)))
                        .baseline())
                .isInstanceOf(UnreadableBaseline.class)
                .hasMessageContaining("altered");
        assertThatThrownBy(() -> BaselineStatus.of(S3BucketAccessStatus.NONE, stored.section()))
                .isInstanceOf(UnreadableBaseline.class);
        assertThatThrownBy(() -> new BaselineStatus(
                                stored.accessors(),
                                stored.summary(),
                                List.of(),
                                Phase.Learning,
                                "soon",
                                null,
                                stored.section())
                        .baseline())
                .isInstanceOf(UnreadableBaseline.class)
                .hasMessageContaining("delete the resource to learn from the beginning");
    }

    private static Accessor who(String name) {
        var principal = "arn:aws:sts::222222222222:assumed-role/" + name;
        return new Accessor(
                principal + "x".repeat(Accessor.MAX_PRINCIPAL - principal.length()),
                name + "y".repeat(Accessor.MAX_APPLICATION - name.length()),
                "vpce-0123456789abcdef0123456789abcdef0123456");
    }

    private static io.bucketwarden.access.Access longest(String name, long second) {
        return new Asks(who(name), second, "203.0.113.1", "", Asks.BUCKET, Kind.READ, 200).access();
    }

    private Tally tally(Baseline baseline, List<Asks> requests) {
        var tally = new Tally(baseline.watched(Asks.BUCKET, story.declared, story.max));
        requests.forEach(request -> tally.accept(request.access()));
        return tally;
    }

    /** Through the JSON of the API. */
    private static BaselineStatus stored(BaselineStatus status) throws JsonProcessingException {
        var json = JSON.writeValueAsString(status(status, null));
        return BaselineStatus.of(JSON.readValue(json, S3BucketAccessStatus.class), status.section());
    }

    private static S3BucketAccessStatus status(
            BaselineStatus status, @org.jspecify.annotations.Nullable String memory) {
        return new S3BucketAccessStatus(
                1L,
                status.phase(),
                status.learningUntil(),
                "s3://logs/",
                status.readUntil(),
                null,
                status.summary(),
                status.accessors(),
                status.alerts(),
                List.of(),
                memory,
                List.of());
    }

    private static BaselineStatus with(BaselineStatus status, String section) {
        return new BaselineStatus(
                status.accessors(),
                status.summary(),
                status.alerts(),
                status.phase(),
                status.learningUntil(),
                status.readUntil(),
                section);
    }

    private static BaselineStatus with(BaselineStatus status, List<AccessorStatus> accessors) {
        return new BaselineStatus(
                new ArrayList<>(accessors),
                status.summary(),
                status.alerts(),
                status.phase(),
                status.learningUntil(),
                status.readUntil(),
                status.section());
    }
}
