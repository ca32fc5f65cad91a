package io.bucketwarden.operator.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.api.BucketSelector;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.fleet.Grants;
import io.bucketwarden.fleet.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listings because something was heard of a bucket. */
class HeardOfListingsTest {

    private static final GrantedAccount ONE = new GrantedAccount("111111111111", null, null, List.of());
    private static final GrantedAccount TWO = new GrantedAccount("222222222222", null, null, List.of());
    private static final Duration LONG = Duration.ofHours(1);

    private final ScriptedLister aws = new ScriptedLister();
    private final Inventories inventories = new Inventories(aws);

    @AfterEach
    void close() {
        inventories.close();
    }

    @Test
    void a_new_bucket_has_its_account_listed_without_asking_the_others_for_their_tags_again() {
        inventories.want(Map.of(ONE, tags(LONG), TWO, tags(LONG)));
        await().until(() -> inventories.known().size() == 2);
        aws.tagged.clear();

        inventories.heardOf("111111111111", "acme-new", false);
        inventories.heardOf("111111111111", "acme-newer", false);

        await().until(() -> aws.listed(ONE) == 2);
        await().until(() -> inventories.due() == 2);
        assertThat(aws.tagged).isEmpty();
        assertThat(aws.listed(TWO)).isEqualTo(1);
    }

    @Test
    void other_tags_are_read_of_the_bucket_that_was_named() {
        inventories.want(Map.of(ONE, tags(LONG)));
        await().until(() -> inventories.known().size() == 1);
        aws.tagged.clear();

        inventories.heardOf(null, "acme-1", true);

        await().until(() -> aws.tagged.equals(List.of("acme-1")));
    }

    @Test
    void tags_that_nobody_asks_for_have_nothing_listed() {
        inventories.want(Map.of(ONE, new Wanted(LONG, List.of()), TWO, tags(LONG)));
        await().until(() -> inventories.known().size() == 2);

        inventories.heardOf(null, "acme-1", true);

        await().until(() -> aws.listed(TWO) == 2);
        assertThat(aws.listed(ONE)).isEqualTo(1);
    }

    @Test
    void news_without_end_do_not_keep_the_tags_of_the_others_from_being_read_by_the_interval() {
        inventories.want(Map.of(ONE, tags(Duration.ofMillis(1500))));
        await().until(() -> inventories.known().size() == 1);
        aws.tagged.clear();

        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            inventories.heardOf(null, "acme-new", false);
            return aws.tagged.contains("acme-1");
        });
    }

    private static Wanted tags(Duration every) {
        var selector = new BucketSelector(List.of("acme-*"), Map.of("data", "pii"), null);
        return new Wanted(every, List.of(new Wanted.Asking(new Selector(selector), Grants.everything(), null)));
    }
}
