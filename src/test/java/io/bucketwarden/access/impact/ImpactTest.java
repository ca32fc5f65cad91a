package io.bucketwarden.access.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.access.Fault;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImpactTest {

    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
    private static final int DAYS = 14;
    private static final Impact START = Impact.start(Requests.NETWORK, NOW.minus(Duration.ofDays(DAYS)));
    private static final Requests OUTSIDE = Requests.USUAL.from(Requests.ELSEWHERE);

    @Test
    void requests_are_counted_by_what_would_have_become_of_them() {
        var preview = preview(START.merge(
                tally(Requests.USUAL, OUTSIDE, OUTSIDE, Requests.USUAL.from("10.0.0.1"), OUTSIDE.answered(403))));

        assertThat(preview.requests()).isEqualTo(5);
        assertThat(preview.denied()).isEqualTo(2);
        assertThat(preview.cannotTell()).isEqualTo(1);
        assertThat(preview.principals()).isEqualTo(1);
        assertThat(preview.facet()).isEqualTo("networkAccess");
        assertThat(preview.candidate()).isEqualTo("bbbb");
        assertThat(preview.from()).isEqualTo("2026-11-07");
        assertThat(preview.examples())
                .containsExactly(
                        "arn:aws:sts::123456789012:assumed-role/app from 198.51.100.0/24: REST.GET.OBJECT, 2 requests,"
                                + " 2026-11-20T12:00Z",
                        "arn:aws:sts::123456789012:assumed-role/app from 10.0.0.0/24: REST.GET.OBJECT, 1 request,"
                                + " 2026-11-20T12:00Z; cannot be judged: it came through a VPC endpoint, and the log does not"
                                + " tell which");
    }

    @Test
    void days_of_the_future_push_out_nothing() {
        var forged = new ImpactTally("acme", Requests.NETWORK);
        for (int day = 1; day <= 150; day++) {
            forged.accept(Requests.USUAL.on(NOW.plus(Duration.ofDays(day))).toAcme());
        }

        var preview = preview(START.merge(tally(OUTSIDE, OUTSIDE)).merge(forged));
        assertThat(preview.requests()).isEqualTo(152);
        // Added to a day of the future, the denied ones cannot be told any more, which lets nothing through either.
        assertThat(preview.denied() + preview.cannotTell()).isEqualTo(152);
    }

    @Test
    void requests_to_other_buckets_are_let_be() {
        var tally = new ImpactTally("acme", Requests.NETWORK);
        tally.accept(OUTSIDE.to("acme-other"));

        assertThat(preview(START.merge(tally)).requests()).isZero();
    }

    @Test
    void what_could_not_be_read_is_never_fine() {
        var beside = tally(Requests.USUAL);
        beside.unreadable(Fault.TRUNCATED);
        var alone = new ImpactTally("acme", Requests.NETWORK);
        alone.unreadable(Fault.DAMAGED);

        assertThat(preview(START.merge(beside)).cannotTell()).isEqualTo(1);
        assertThat(preview(START.merge(beside)).requests()).isEqualTo(2);
        assertThat(preview(START.merge(alone)).cannotTell()).isEqualTo(1);
        assertThat(preview(START.merge(alone).merge(beside)).cannotTell()).isEqualTo(2);
        assertThat(START.merge(beside).doubts(DAYS, NOW)).containsEntry(Doubt.UNREADABLE, 1L);
    }

    @Test
    void what_could_not_be_read_is_forgotten_with_the_day_on_which_it_counts() {
        var tally = tally(OUTSIDE);
        tally.unreadable(Fault.NOT_A_RECORD);
        var later = NOW.plus(Duration.ofDays(DAYS + 1));

        assertThat(START.merge(tally).preview(DAYS, later, true).cannotTell()).isZero();
    }

    @Test
    void days_before_are_not_told_of_and_can_be_forgotten() {
        var old = OUTSIDE.on(NOW.minus(Duration.ofDays(DAYS + 1)));
        var impact = START.merge(tally(old, OUTSIDE, OUTSIDE.on(NOW.minus(Duration.ofDays(DAYS)))));

        assertThat(preview(impact).denied()).isEqualTo(2);
        assertThat(impact.preview(DAYS + 1, NOW, true).denied()).isEqualTo(3);
        assertThat(impact.forget(DAYS, NOW).preview(DAYS + 1, NOW, true).denied())
                .isEqualTo(2);
        assertThat(impact.preview(DAYS, NOW.plus(Duration.ofDays(30)), true))
                .extracting(
                        Preview::denied,
                        Preview::principals,
                        it -> it.examples().size())
                .containsExactly(0L, 0, 0);
    }

    @Test
    void it_is_complete_once_all_days_were_read_to_their_end() {
        var all = START.merge(tally(SilentDaysTest.daily(0, DAYS)));
        assertThat(all.preview(DAYS, NOW, true).complete()).isTrue();
        assertThat(all.preview(DAYS, NOW, false).complete()).isFalse();
        assertThat(all.preview(DAYS + 1, NOW, true).complete()).isFalse();
        var late =
                Impact.start(Requests.NETWORK, NOW.minus(Duration.ofDays(3))).merge(tally(SilentDaysTest.daily(0, 3)));
        assertThat(late.preview(DAYS, NOW, true).complete()).isFalse();
        assertThat(late.preview(DAYS, NOW, true).from()).isEqualTo("2026-11-18");
        assertThat(late.preview(3, NOW, true).complete()).isTrue();
    }

    @Test
    void what_tells_a_time_to_come_cannot_be_told_today_and_is_forgotten_with_it() {
        var tomorrow = OUTSIDE.on(NOW.plus(Duration.ofDays(1)));
        assertThat(preview(START.merge(tally(tomorrow))).denied()).isEqualTo(1);
        var years = NOW.plus(Duration.ofDays(3_000));
        var forged = START.merge(tally(OUTSIDE.on(years), OUTSIDE.on(years), Requests.USUAL.on(years)));

        var today = preview(forged);
        assertThat(today.requests()).isEqualTo(3);
        assertThat(today.denied()).isZero();
        assertThat(today.principals()).isZero();
        assertThat(today.cannotTell()).isEqualTo(3);
        assertThat(forged.doubts(DAYS, NOW)).containsExactly(Map.entry(Doubt.FUTURE, 3L));
        assertThat(today.examples())
                .containsExactly("arn:aws:sts::123456789012:assumed-role/app from 198.51.100.0/24: REST.GET.OBJECT,"
                        + " 2 requests, 2026-11-21T06:00Z; cannot be judged: the log tells a time that is yet to come");
        var kept = Impact.parse(forged.forget(DAYS, NOW).encode());
        assertThat(preview(kept)).isEqualTo(today);
        var later = kept.preview(DAYS, NOW.plus(Duration.ofDays(DAYS + 1)), true);
        assertThat(later.requests()).isZero();
        assertThat(later.examples()).isEmpty();
    }

    @Test
    void objects_add_up_and_what_was_before_stays_as_it_was() {
        var one = START.merge(tally(OUTSIDE));
        var two = one.merge(tally(OUTSIDE.by("arn:aws:iam::123456789012:user/ann"), OUTSIDE));

        assertThat(preview(one).denied()).isEqualTo(1);
        assertThat(preview(two).denied()).isEqualTo(3);
        assertThat(preview(two).principals()).isEqualTo(2);
        assertThat(preview(two).examples())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("arn:aws:sts::123456789012:assumed-role/app from "),
                        second -> assertThat(second).startsWith("arn:aws:iam::123456789012:user/ann from "));
        assertThat(preview(START).requests()).isZero();
    }

    @Test
    void other_statements_say_nothing_about_these() {
        var other = Requests.candidate(
                "networkAccess",
                "another",
                Requests.NETWORK.document().statements().getFirst().toString());

        assertThat(START.isOf(Requests.NETWORK)).isTrue();
        assertThat(START.isOf(other)).isFalse();
        assertThatThrownBy(() -> START.merge(new ImpactTally("acme", other)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_many_principals_and_examples_a_bounded_number_is_kept_and_none_is_lost_in_the_counts() {
        var tally = new ImpactTally("acme", Requests.NETWORK);
        for (int i = 0; i < 10_000; i++) {
            tally.accept(OUTSIDE.by("arn:aws:iam::123456789012:user/u" + i).toAcme());
        }
        var impact = START.merge(tally);

        assertThat(preview(impact).denied()).isEqualTo(10_000);
        assertThat(preview(impact).principals()).isEqualTo(Impact.MAX_PRINCIPALS);
        assertThat(preview(impact).examples()).hasSize(Impact.SHOWN);
        assertThat(impact.hasMorePrincipals(DAYS, NOW)).isTrue();
        assertThat(impact.hasMorePrincipals(DAYS, NOW.plus(Duration.ofDays(30))))
                .isFalse();
        assertThat(preview(START.merge(tally(OUTSIDE))).principals()).isEqualTo(1);
        assertThat(START.merge(tally(OUTSIDE)).hasMorePrincipals(DAYS, NOW)).isFalse();
    }

    @Test
    void what_is_kept_is_read_again_the_same() {
        var impact = START.merge(random(new Random(7), 400));

        var again = Impact.parse(impact.encode());

        assertThat(again.encode()).isEqualTo(impact.encode());
        assertThat(again.isOf(Requests.NETWORK)).isTrue();
        assertThat(preview(again)).isEqualTo(preview(impact));
        assertThat(again.doubts(DAYS, NOW)).isEqualTo(impact.doubts(DAYS, NOW)).isNotEmpty();
        var unread = new ImpactTally("acme", Requests.NETWORK);
        unread.unreadable(Fault.DAMAGED);
        assertThat(preview(Impact.parse(START.merge(unread).encode())).cannotTell())
                .isEqualTo(1);
    }

    @Test
    void the_longest_names_on_every_day_do_not_make_it_too_long() {
        var impact = Impact.start(Requests.NETWORK, NOW.minus(Duration.ofDays(90)));
        for (int day = 0; day <= 90; day++) {
            var tally = new ImpactTally("acme", Requests.NETWORK);
            for (int i = 0; i < 60; i++) {
                var who =
                        "arn:aws:iam::123456789012:user/" + "\u6f22".repeat(300).substring(0, 200) + i;
                tally.accept(OUTSIDE.by(who).on(NOW.minus(Duration.ofDays(day))).toAcme());
                tally.accept(OUTSIDE.by(who)
                        .from("10.0.0." + i)
                        .on(NOW.minus(Duration.ofDays(day)))
                        .toAcme());
            }
            impact = impact.merge(tally);
        }

        var section = impact.encode();

        assertThat(section.getBytes(StandardCharsets.UTF_8).length).isBetween(Impact.MAX_BYTES / 4, Impact.MAX_BYTES);
        var again = Impact.parse(section);
        assertThat(again.preview(90, NOW, true).denied()).isEqualTo(91 * 60);
        assertThat(again.preview(90, NOW, true).cannotTell()).isEqualTo(91 * 60);
        assertThat(again.hasMorePrincipals(90, NOW)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{}",
                "[]",
                "null",
                "{\"version\":2}",
                "{\"version\":1,\"facet\":\"a\",\"candidate\":\"b\",\"since\":\"yesterday\"}",
                "{\"version\":1,\"facet\":\"a\",\"candidate\":\"b\",\"since\":\"2026-01-01T00:00:00Z\",\"undated\":-1}",
                "{\"version\":1,\"facet\":\"a\",\"candidate\":\"b\",\"since\":\"2026-01-01T00:00:00Z\",\"undated\":0,"
                        + "\"days\":[[99999999999,1,1,false]],\"principals\":[],\"examples\":[]}",
                "{\"version\":1,\"facet\":\"a\",\"candidate\":\"b\",\"since\":\"2026-01-01T00:00:00Z\",\"undated\":0,"
                        + "\"days\":[[20000,1,1,false,\"?\",1]],\"principals\":[],\"examples\":[]}"
            })
    void what_cannot_be_understood_is_said_and_not_taken_for_nothing(String section) {
        assertThatThrownBy(() -> Impact.parse(section)).isInstanceOf(UnreadableImpact.class);
    }

    @Test
    void damage_is_only_ever_called_unreadable() {
        var section = START.merge(random(new Random(3), 50)).encode();
        var random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            var damaged = new StringBuilder(section);
            damaged.setCharAt(random.nextInt(section.length()), (char) (' ' + random.nextInt(95)));
            try {
                assertThat(preview(Impact.parse(damaged.toString())).requests()).isNotNegative();
            } catch (UnreadableImpact e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(300);
            }
        }
    }

    private static ImpactTally random(Random random, int count) {
        var tally = new ImpactTally("acme", Requests.NETWORK);
        for (int i = 0; i < count; i++) {
            tally.accept(Requests.USUAL
                    .from(random.nextBoolean() ? "10.0.0." + random.nextInt(30) : "198.51.100." + random.nextInt(30))
                    .by("arn:aws:iam::123456789012:user/u" + random.nextInt(60))
                    .on(NOW.minus(Duration.ofHours(random.nextInt(300))))
                    .toAcme());
        }
        tally.unreadable(Fault.TRUNCATED);
        return tally;
    }

    private static Preview preview(Impact impact) {
        return impact.preview(DAYS, NOW, true);
    }

    private static ImpactTally tally(Requests... requests) {
        var tally = new ImpactTally("acme", Requests.NETWORK);
        for (var request : requests) {
            tally.accept(request.toAcme());
        }
        return tally;
    }
}
