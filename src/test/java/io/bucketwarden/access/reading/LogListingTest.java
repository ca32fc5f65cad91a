package io.bucketwarden.access.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogListingTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Limits ALL = new Limits(1_000_000, Long.MAX_VALUE);

    private final InMemory store = new InMemory();
    private final LogListing simple = new LogListing(store, LogLayout.simple("log/"));
    private Cursor cursor = Cursor.start(NOW.minus(Duration.ofDays(7)));

    @Test
    void the_first_look_reads_back_as_far_as_it_is_told() {
        put(NOW.minus(Duration.ofDays(8)));
        var wanted = put(NOW.minus(Duration.ofDays(6)));

        assertThat(read(simple, NOW, false)).containsExactly(wanted);
    }

    @Test
    void what_was_written_first_comes_first_and_the_rest_is_said_to_be_there() {
        var objects = new ArrayList<LogObject>();
        for (int i = 0; i < 5; i++) {
            objects.add(store.put(key(NOW.minusSeconds(i), "A"), 10, NOW.plusSeconds(i)));
        }

        var two = simple.due(cursor, NOW, true, new Limits(2, Long.MAX_VALUE));
        assertThat(two.objects()).isEqualTo(objects.subList(0, 2));
        assertThat(two.more()).isTrue();

        var bytes = simple.due(two.after(two.objects()), NOW, true, new Limits(9, 25));
        assertThat(bytes.objects()).isEqualTo(objects.subList(2, 4));
        assertThat(bytes.more()).isTrue();

        var last = simple.due(bytes.after(bytes.objects()), NOW, true, new Limits(1, 0));
        assertThat(last.objects()).isEqualTo(objects.subList(4, 5));
        assertThat(last.more()).isFalse();
    }

    @Test
    void as_long_as_there_is_more_a_near_look_looks_at_everything() {
        var soon = store.put(key(NOW.minusSeconds(1), "A"), NOW.minus(Duration.ofDays(2)));
        var late = store.put(key(NOW.minus(Duration.ofDays(3)), "A"), NOW.minus(Duration.ofDays(1)));
        var one = simple.due(cursor, NOW, true, new Limits(1, Long.MAX_VALUE));
        cursor = one.after(one.objects());

        assertThat(one.objects()).containsExactly(soon);
        assertThat(read(simple, NOW, false)).containsExactly(late);
    }

    @Test
    void what_was_not_read_is_due_again_also_at_a_near_look() {
        put(NOW.minusSeconds(60));
        var failed = put(NOW.minusSeconds(50));
        var due = simple.due(cursor, NOW, true, ALL);

        cursor = due.after(List.of(due.objects().getFirst()));

        assertThat(read(simple, NOW, false)).containsExactly(failed);
        assertThat(read(simple, NOW, true)).isEmpty();
    }

    @Test
    void a_near_look_lists_an_hour_and_leaves_what_came_late_to_a_far_one() {
        for (int hour = 20; hour > 0; hour--) {
            put(NOW.minus(Duration.ofHours(hour)));
        }
        read(simple, NOW, true);
        var late = store.put(key(NOW.minus(Duration.ofHours(6)), "LATE"), NOW);
        var before = store.listed();

        assertThat(read(simple, NOW, false)).isEmpty();
        assertThat(store.listed() - before).isEqualTo(2);
        assertThat(read(simple, NOW, true)).containsExactly(late);
        assertThat(read(simple, NOW, true)).isEmpty();
    }

    @Test
    void by_event_time_a_file_for_an_old_day_is_found_three_days_later() throws DamagedCursor {
        var listing = new LogListing(store, LogLayout.byEventTime("", "123456789012", "eu-central-1", "acme"));
        var old = eventKey("2026/11/26/2026-11-26-00-00-00-");
        store.put(old + "A", NOW.minus(Duration.ofDays(3)));
        store.put(eventKey("2026/11/29/2026-11-29-00-00-00-A"), NOW);
        assertThat(read(listing, NOW, true)).hasSize(2);

        cursor = Cursor.parse(cursor.encode());
        var late = store.put(old + "B", NOW);
        var yesterday = store.put(eventKey("2026/11/28/2026-11-28-00-00-00-B"), NOW.plusSeconds(1));

        assertThat(read(listing, NOW.plusSeconds(60), false)).containsExactly(yesterday);
        assertThat(read(listing, NOW.plusSeconds(120), true)).containsExactly(late);
    }

    @Test
    void an_object_from_the_future_is_read_once_and_hides_no_other() {
        put(NOW.minusSeconds(60));
        var forged = store.put("log/2099-01-01-00-00-00-F", NOW);
        assertThat(read(simple, NOW, true)).contains(forged).hasSize(2);

        var next = put(NOW.plusSeconds(60));
        assertThat(read(simple, NOW.plusSeconds(120), false)).containsExactly(next);
        assertThat(cursor.newest()).isEqualTo(NOW.plusSeconds(60));
        for (int day = 1; day < 30; day++) {
            var later = NOW.plus(Duration.ofDays(day));
            var one = put(later.minusSeconds(1));
            assertThat(read(simple, later, day % 2 == 0)).containsExactly(one);
        }
    }

    @Test
    void a_clock_of_ours_that_is_far_ahead_makes_nothing_too_old() {
        put(NOW.minusSeconds(60));
        read(simple, NOW.plus(Duration.ofDays(400)), true);

        var next = put(NOW);

        assertThat(read(simple, NOW.plus(Duration.ofDays(400)), true)).containsExactly(next);
    }

    @Test
    void after_a_long_pause_all_that_came_meanwhile_is_read() {
        put(NOW.minusSeconds(60));
        read(simple, NOW, true);
        var missed = new ArrayList<LogObject>();
        for (int day = 0; day < 20; day++) {
            missed.add(put(NOW.plus(Duration.ofDays(day))));
        }

        assertThat(read(simple, NOW.plus(Duration.ofDays(20)), false)).isEqualTo(missed);
    }

    @Test
    void other_files_folders_and_empty_objects_are_left_alone() {
        store.put("log/2026-11-29-05-00-00-EMPTY", 0, NOW);
        store.put("log/2026-11-29-05-00-00-A/", NOW);
        store.put("log/2026-11-29-05-00-00-A.txt", NOW);
        store.put("log/other/2026-11-29-05-00-00-A", NOW);
        store.put("log/zebra", NOW);

        var due = simple.due(cursor, NOW, true, ALL);

        assertThat(due.objects()).isEmpty();
    }

    @Test
    void what_was_read_is_forgotten_once_it_is_not_looked_for_any_more() {
        for (int i = 0; i < 500; i++) {
            var now = NOW.plus(Duration.ofHours(i));
            put(now.minusSeconds(60));
            read(simple, now, true);
        }

        assertThat(cursor.size()).isBetween(24, 27);
        assertThat(cursor.narrowed()).isZero();
    }

    @Test
    void the_objects_of_a_time_are_those_that_may_hold_its_requests() {
        var from = NOW.minus(Duration.ofDays(3));
        put(from.minusSeconds(1));
        var wanted = List.of(put(from), put(NOW.minusSeconds(1)), put(NOW.plus(Duration.ofHours(23))));
        put(NOW.plus(Duration.ofDays(1)));

        assertThat(simple.between(from, NOW)).toIterable().isEqualTo(wanted);
    }

    @Test
    void where_keys_tell_no_time_all_are_read() {
        var export = store.put("log/export.txt", NOW);
        var inside = put(NOW.minusSeconds(1));
        put(NOW.minus(Duration.ofDays(9)));

        assertThat(new LogListing(store, LogLayout.anything("log/")).between(NOW.minus(Duration.ofDays(3)), NOW))
                .toIterable()
                .containsExactlyInAnyOrder(export, inside);
    }

    @Test
    void a_look_lists_so_many_keys_at_once_and_goes_on_from_there() {
        var written = new ArrayList<LogObject>();
        for (int i = 0; i < 10; i++) {
            written.addFirst(store.put(key(NOW.minusSeconds(100 - i), "A"), NOW.minusSeconds(i)));
        }
        var look = simple.look(cursor, NOW, true, new Limits(3, Long.MAX_VALUE));

        assertThat(look.goOn(store, 4)).isFalse();
        assertThat(store.listed()).isEqualTo(4);
        assertThatThrownBy(look::due).isInstanceOf(IllegalStateException.class);
        assertThat(look.goOn(store, 4)).isFalse();
        assertThat(look.goOn(store, 4)).isTrue();

        assertThat(store.listed()).isEqualTo(10);
        assertThat(look.listed()).isEqualTo(10);
        assertThat(look.due().objects()).isEqualTo(written.subList(0, 3));
        assertThat(look.due().more()).isTrue();
    }

    @Test
    void what_is_written_behind_a_look_is_found_by_the_next_one() {
        put(NOW.minusSeconds(100));
        put(NOW.minusSeconds(90));
        var look = simple.look(cursor, NOW, true, ALL);
        assertThat(look.goOn(store, 1)).isFalse();

        var behind = store.put(key(NOW.minusSeconds(110), "A"), NOW.plusSeconds(60));
        var before = store.put(key(NOW.minusSeconds(80), "A"), NOW.plusSeconds(120));
        assertThat(look.goOn(store, 9)).isTrue();
        var due = look.due();
        cursor = due.after(due.objects());

        assertThat(due.objects()).contains(before).hasSize(3);
        assertThat(cursor.bounds().settled()).isEqualTo(NOW.getEpochSecond());
        assertThat(read(simple, NOW.plusSeconds(200), true)).containsExactly(behind);
    }

    @Test
    void a_look_is_of_the_log_and_as_far_as_it_was_read_when_it_began() {
        var look = simple.look(cursor, NOW, true, ALL);
        var other = LogLayout.byEventTime("log/", "123456789012", "eu-central-1", "acme");
        var byDelivery = LogLayout.byDeliveryTime("log/", "123456789012", "eu-central-1", "acme");

        assertThat(look.isOf(cursor, LogLayout.simple("log/"))).isTrue();
        assertThat(look.isOf(cursor, LogLayout.simple("logs/"))).isFalse();
        assertThat(look.isOf(cursor, other)).isFalse();
        assertThat(look.isOf(Cursor.start(NOW), LogLayout.simple("log/"))).isFalse();
        assertThat(new LogListing(store, other).look(cursor, NOW, true, ALL).isOf(cursor, byDelivery))
                .isFalse();
    }

    private List<LogObject> read(LogListing listing, Instant now, boolean far) {
        var due = listing.due(cursor, now, far, ALL);
        cursor = due.after(due.objects());
        return due.objects();
    }

    private LogObject put(Instant time) {
        return store.put(key(time, "A"), time);
    }

    private static String key(Instant time, String unique) {
        return "log/" + KeyTime.stamp(time) + "-" + unique;
    }

    private static String eventKey(String rest) {
        return "123456789012/eu-central-1/acme/" + rest;
    }
}
