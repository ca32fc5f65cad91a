package io.bucketwarden.access.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.Operation;
import io.bucketwarden.access.Operation.Kind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

    private final Story story = new Story();

    @Test
    void it_counts_what_each_accessor_did_and_leaves_out_other_buckets() {
        var tally = told(
                Asks.by("a", 20),
                Asks.by("a", 10).doing(Kind.WRITE),
                Asks.by("a", 30).doing(Kind.DELETE).status(500),
                Asks.by("a", 25).doing(Kind.LIST),
                Asks.by("a", 25).doing(Kind.OTHER),
                Asks.by("b", 40),
                Asks.by("a", 50).of("other"));
        tally.unreadable(Fault.TRUNCATED);
        var a = count(tally, "a");
        assertThat(List.of(a.first, a.last, a.requests, a.errors, a.reads, a.writes, a.deletes, a.lists))
                .containsExactly(10L, 30L, 5L, 1L, 1L, 1L, 1L, 1L);
        assertThat(a.letIn).isEqualTo(10);
        assertThat(tally.counts()).hasSize(2);
        assertThat(tally.requests()).isEqualTo(6);
        assertThat(tally.errors()).isEqualTo(1);
        assertThat(tally.last()).isEqualTo(40);
        assertThat(tally.unreadableParts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "200, true",
        "206, true",
        "304, true",
        "404, true",
        "412, true",
        "0, true",
        "301, false",
        "307, false",
        "400, false",
        "401, false",
        "403, false",
        "405, false",
        "500, false",
        "503, false",
    })
    void who_has_permission_is_told_by_the_answer(int status, boolean letIn) {
        var tally = told(Asks.by("a", 5).status(status));
        assertThat(count(tally, "a").letIn).isEqualTo(letIn ? 5 : Count.NEVER);
    }

    @Test
    void a_preflight_of_a_browser_is_answered_to_everybody() {
        var tally = story.tally();
        tally.accept(Asks.anonymous("n", 5).access(new Operation("REST.OPTIONS.PREFLIGHT", "", Kind.OTHER, true)));
        assertThat(count(tally, Accessor.ANONYMOUS).letIn).isEqualTo(Count.NEVER);
    }

    @Test
    void anonymous_callers_are_not_told_apart_by_what_they_call_themselves() {
        var tally = told(
                Asks.by(Accessor.ANONYMOUS, "one", "n", 5),
                Asks.by(Accessor.ANONYMOUS, "two", "n", 6),
                Asks.by(Accessor.ANONYMOUS, "two", "m", 6));
        assertThat(tally.counts()).extracting(c -> c.accessor.network()).containsExactlyInAnyOrder("n", "m");
        assertThat(tally.counts()).extracting(c -> c.accessor.application()).containsOnly(Accessor.UNKNOWN);
    }

    @Test
    void it_is_outside_when_s3_did_what_was_asked_from_there() {
        story.declared = Declared.of(List.of("10.0.0.0/8"), List.of("vpce-1"), List.of("222222222222"), false, "");
        var tally = told(
                Asks.by(Asks.ROLE + "refused", 5).from("203.0.113.1").status(403),
                Asks.by(Asks.ROLE + "absent", 5).from("203.0.113.1").status(404),
                Asks.by(Asks.ROLE + "served", 6).from("203.0.113.1"),
                Asks.by(Asks.ROLE + "served", 4).from("203.0.113.1"),
                Asks.by(Asks.ROLE + "inside", 5).from("10.0.0.1"),
                Asks.by(Asks.ROLE + "endpoint", 5).from("10.0.0.1").through("vpce-2"),
                Asks.by("logging.s3.amazonaws.com", 5).from("203.0.113.1"));
        assertThat(count(tally, Asks.ROLE + "refused").outsideNetworks).isEqualTo(Count.NEVER);
        assertThat(count(tally, Asks.ROLE + "refused").outsideAccounts).isEqualTo(Count.NEVER);
        assertThat(count(tally, Asks.ROLE + "absent").outsideNetworks).isEqualTo(Count.NEVER);
        assertThat(count(tally, Asks.ROLE + "served").outsideNetworks).isEqualTo(4);
        assertThat(count(tally, Asks.ROLE + "served").outsideAccounts).isEqualTo(4);
        assertThat(count(tally, Asks.ROLE + "inside").outsideNetworks).isEqualTo(Count.NEVER);
        assertThat(count(tally, Asks.ROLE + "endpoint").outsideNetworks).isEqualTo(5);
        assertThat(count(tally, "logging.s3.amazonaws.com").outsideNetworks).isEqualTo(Count.NEVER);
        assertThat(count(tally, "logging.s3.amazonaws.com").outsideAccounts).isEqualTo(Count.NEVER);
    }

    @Test
    void of_more_accessors_than_have_room_only_the_fingerprints_of_those_let_in_are_kept() {
        var asked = new ArrayList<Asks>();
        for (int i = 0; i < 3_000; i++) {
            asked.add(Asks.by("refused" + i, 5).status(403));
        }
        for (int i = 0; i < 3_000; i++) {
            asked.add(Asks.by("role" + i / 10, "app" + i % 10, "n", 5));
            asked.add(Asks.anonymous("net" + i, 5));
        }
        var tally = told(asked.toArray(Asks[]::new));
        assertThat(tally.counts()).hasSize(1_000 + 100 + 200);
        assertThat(tally.overflow().accessors.size()).isEqualTo(2_000);
        assertThat(tally.overflow().applications.size()).isEqualTo(2_000);
        assertThat(tally.overflow().principals.size()).isEqualTo(200);
        assertThat(tally.requests()).isEqualTo(9_000);
        assertThat(tally.dropped()).isZero();
    }

    @Test
    void who_is_let_in_after_it_was_refused_leaves_the_room_of_those_that_are_refused() {
        var tally = story.tally();
        for (int i = 0; i < 300; i++) {
            tally.accept(Asks.by("r" + i, 5).status(403).access());
            tally.accept(Asks.by("r" + i, 6).access());
        }
        assertThat(tally.counts()).hasSize(300).allSatisfy(c -> {
            assertThat(c.letIn).isEqualTo(6);
            assertThat(c.requests).isEqualTo(2);
        });
    }

    @Test
    void a_request_of_a_known_accessor_takes_no_memory() {
        story.declared = Declared.of(List.of("10.0.0.0/8"), List.of(), List.of("1"), false, "");
        var tally = story.tally();
        var asked = new ArrayList<io.bucketwarden.access.Access>();
        for (int i = 0; i < 100; i++) {
            asked.add(Asks.by("role" + i, 5_000 + i).from("10.0.0." + i).access());
            asked.add(Asks.anonymous("n" + i, 5_000 + i).from("203.0.113." + i).access());
        }
        for (int i = 0; i < 200; i++) {
            asked.forEach(tally::accept);
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 500; i++) {
            for (var access : asked) {
                tally.accept(access);
            }
        }
        // 100,000 requests.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(400_000);
    }

    private Tally told(Asks... asked) {
        var tally = story.tally();
        for (var one : asked) {
            tally.accept(one.access());
        }
        return tally;
    }

    private static Count count(Tally tally, String principal) {
        return tally.counts().stream()
                .filter(c -> c.accessor.principal().equals(principal))
                .findFirst()
                .orElseThrow();
    }
}
