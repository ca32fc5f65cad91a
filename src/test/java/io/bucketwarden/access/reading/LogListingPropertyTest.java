package io.bucketwarden.access.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that come late and in any order, looks at any time, restarts in between: each object once. */
class LogListingPropertyTest {

    private static final Instant START = Instant.parse("2026-11-29T07:30:00Z");
    private static final int SEEDS = 60;

    @ParameterizedTest
    @ValueSource(strings = {"simple", "event", "delivery", "trail"})
    void every_object_is_read_exactly_once(String kind) throws DamagedCursor {
        for (long seed = 0; seed < SEEDS; seed++) {
            var simulation = new Simulation(kind, new Random(seed));
            simulation.run(300);
            simulation.catchUp();
            assertThat(simulation.times.values())
                    .as("%s, seed %s", kind, seed)
                    .hasSize(simulation.put)
                    .containsOnly(1);
            assertThat(simulation.cursor.narrowed()).isZero();
        }
    }

    @Test
    void of_more_than_can_be_remembered_none_is_read_twice_and_with_hourly_full_looks_none_missed()
            throws DamagedCursor {
        var simulation = new Simulation("event", new Random(9));
        simulation.atOnce = 4_000;
        simulation.longestPause = Duration.ofMinutes(90);
        simulation.run(40);
        simulation.catchUp();

        assertThat(simulation.put).isGreaterThan(3 * Cursor.MOST);
        assertThat(simulation.times).hasSize(simulation.put);
        assertThat(simulation.times.values()).containsOnly(1);
        assertThat(simulation.cursor.floor()).isAfter(START);
        assertThat(simulation.cursor.narrowed()).isZero();
    }

    private static final class Simulation {

        private final Map<String, Integer> times = new HashMap<>();
        private final InMemory store = new InMemory();
        private final Random random;
        private final LogListing listing;
        private final Duration lateness;
        private final BiFunction<Instant, String, String> key;
        private int atOnce = 4;
        private Duration longestPause = Duration.ofHours(7);
        private Instant now = START;
        private Cursor cursor = Cursor.start(START.minus(Duration.ofDays(7)));
        private int put;

        Simulation(String kind, Random random) {
            this.random = random;
            var folder = "p/123456789012/eu-central-1/acme/";
            var trail = "p/AWSLogs/123456789012/CloudTrail/eu-central-1/";
            var layout =
                    switch (kind) {
                        case "simple" -> LogLayout.simple("p/");
                        case "event" -> LogLayout.byEventTime("p/", "123456789012", "eu-central-1", "acme");
                        case "delivery" -> LogLayout.byDeliveryTime("p/", "123456789012", "eu-central-1", "acme");
                        default -> new TrailKeys("p", null, "123456789012", "eu-central-1");
                    };
            this.key = (time, unique) -> switch (kind) {
                case "simple" -> "p/" + KeyTime.stamp(time) + "-" + unique;
                case "event" -> folder + KeyTime.folder(time) + KeyTime.stamp(KeyTime.day(time)) + "-" + unique;
                case "delivery" -> folder + KeyTime.folder(time) + KeyTime.stamp(time) + "-" + unique;
                default ->
                    trail + KeyTime.folder(time) + "123456789012_CloudTrail_eu-central-1_" + KeyTime.trailStamp(time)
                            + "Z_" + unique + ".json.gz";
            };
            this.listing = new LogListing(store, layout);
            this.lateness = kind.equals("event") ? Duration.ofDays(3) : Duration.ofDays(1);
        }

        void run(int steps) throws DamagedCursor {
            for (int step = 0; step < steps; step++) {
                now = now.plusSeconds(random.nextLong(longestPause.toSeconds()));
                for (int i = random.nextInt(atOnce + 1); i > 0; i--) {
                    appear();
                }
                if (random.nextInt(3) > 0 || atOnce > 4) {
                    look(random.nextBoolean() || atOnce > 4);
                }
                if (random.nextInt(4) == 0) {
                    cursor = Cursor.parse(cursor.encode());
                }
            }
        }

        /** Mostly soon, at times as late as it may be, and now and then from the future. */
        private void appear() {
            long late = random.nextInt(4) == 0 ? random.nextLong(lateness.toSeconds()) : random.nextLong(600);
            var time =
                    random.nextInt(200) == 0 ? now.plus(Duration.ofDays(random.nextInt(900))) : now.minusSeconds(late);
            store.put(key.apply(time, "U" + put++), 1 + random.nextInt(1000), now);
        }

        /** Not all of what is due is read at each look. */
        private void look(boolean far) {
            var look = listing.look(cursor, now, far, new Limits(1 + random.nextInt(4 * atOnce), 100_000_000));
            while (!look.goOn(store, 1 + random.nextInt(100 * atOnce))) {
                if (random.nextInt(4) == 0) {
                    appear();
                }
            }
            var due = look.due();
            var read = new ArrayList<LogObject>();
            for (var object : due.objects()) {
                if (random.nextInt(30) > 0) {
                    read.add(object);
                    times.merge(object.key(), 1, Integer::sum);
                }
            }
            cursor = due.after(read);
        }

        void catchUp() {
            Due due;
            do {
                due = listing.due(cursor, now, true, new Limits(1_000_000, Long.MAX_VALUE));
                List<LogObject> all = due.objects();
                all.forEach(object -> times.merge(object.key(), 1, Integer::sum));
                cursor = due.after(all);
            } while (due.more());
        }
    }
}
