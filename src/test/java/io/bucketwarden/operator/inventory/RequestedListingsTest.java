package io.bucketwarden.operator.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.api.GrantedAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several people who ask for the same account. */
class RequestedListingsTest {

    private static final GrantedAccount ONE = new GrantedAccount("111111111111", null, null, List.of());

    private final ScriptedLister aws = new ScriptedLister();
    private final Inventories inventories = new Inventories(aws);

    @AfterEach
    void close() {
        inventories.close();
    }

    @Test
    void a_request_is_done_with_the_first_listing_that_begins_after_it_whoever_asks_since()
            throws InterruptedException {
        var begun = new Semaphore(0);
        var ending = new Semaphore(0);
        aws.listing = () -> {
            begun.release();
            ending.acquireUninterruptibly();
        };
        inventories.want(Map.of(ONE, new Wanted(Duration.ofHours(1), List.of())));
        begun.acquire();

        var first = inventories.refresh(ONE);
        ending.release();
        begun.acquire();
        var second = inventories.refresh(ONE);

        assertThat(inventories.isDone(ONE, first)).isFalse();
        ending.release();
        await().until(() -> inventories.isDone(ONE, first));
        assertThat(inventories.isDone(ONE, second)).isFalse();
        ending.release(100);
        await().until(() -> inventories.isDone(ONE, second));
    }
}
