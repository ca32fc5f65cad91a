package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.operator.status.SomeLooks;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which statements of ours may be on a bucket, as the status tells an operator that has just started. */
class BookTest {

    @Test
    void a_bucket_that_the_status_lists_may_have_what_it_lists() {
        var book = new Book(policy(false, listed("acme-1")));

        assertThat(book.governed("acme-1")).containsOnlyKeys("networkAccess");
    }

    @Test
    void a_bucket_that_a_whole_status_does_not_list_has_nothing_of_ours() {
        var book = new Book(policy(false, listed("acme-1")));

        assertThat(book.governed("acme-2")).isEmpty();
    }

    @Test
    void a_bucket_for_which_a_status_had_no_room_may_have_anything_until_all_were_looked_at() {
        var book = new Book(policy(true, listed("acme-1")));
        book.expect(List.of("acme-1", "acme-2"));

        assertThat(book.governed("acme-2")).containsOnlyKeys("networkAccess");
        book.keep(SomeLooks.found("acme-1"), listed("acme-1"), true, Instant.EPOCH);
        assertThat(book.governed("acme-2")).containsOnlyKeys("networkAccess");
        book.keep(SomeLooks.found("acme-2"), listed("acme-2"), true, Instant.EPOCH);

        assertThat(book.governed("acme-3")).isEmpty();
    }

    @Test
    void what_was_said_before_the_start_is_known_again_only_after_a_look() {
        var book = new Book(policy(false, listed("acme-1"), listed("acme-2")));
        var at = Instant.parse("2026-11-30T08:00:00Z");
        book.keep(SomeLooks.found("acme-1"), listed("acme-1"), true, at);

        assertThat(book.lastLooks(Set.of("acme-1"), false)).containsExactly(new Book.LastLook(listed("acme-1"), at));
        assertThat(book.lastLooks(Set.of("acme-2"), false)).singleElement().satisfies(unlooked -> {
            assertThat(unlooked.status().compliant()).isEqualTo(Condition.Status.Unknown);
            assertThat(unlooked.status().compliantFacets()).isEmpty();
            assertThat(unlooked.at()).isNull();
        });
    }

    @Test
    void what_was_said_of_the_buckets_of_a_paused_policy_is_all_that_there_is() {
        var book = new Book(policy(false, listed("acme-1")));

        assertThat(book.lastLooks(Set.of("acme-1"), true)).containsExactly(new Book.LastLook(listed("acme-1"), null));
    }

    private static S3BucketPolicy policy(boolean truncated, BucketStatus... buckets) {
        var policy = new S3BucketPolicy();
        policy.setStatus(
                new S3BucketPolicyStatus(1L, null, null, null, List.of(buckets), truncated, null, null, List.of()));
        return policy;
    }

    private static BucketStatus listed(String name) {
        return new BucketStatus(
                name, "eu-west-1", null, Condition.Status.True, null, List.of("networkAccess"), List.of(), List.of());
    }
}
