package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.access.Gzipped;
import io.bucketwarden.access.reading.Cursor;
import io.bucketwarden.access.reading.DamagedCursor;
import io.bucketwarden.access.reading.GoneException;
import io.bucketwarden.access.reading.Limits;
import io.bucketwarden.access.reading.LogLayout;
import io.bucketwarden.access.reading.LogListing;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.access.reading.UnreadableObject;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Logs in a bucket of a real server. */
class S3LogStoreIT {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Limits ALL = new Limits(10_000, Long.MAX_VALUE);

    private final String bucket = "logs-" + UUID.randomUUID();
    private FaultyProxy proxy;
    private Accounts accounts;
    private LogStore store;

    @BeforeEach
    void a_bucket() throws IOException {
        Moto.get().s3().createBucket(r -> r.bucket(bucket));
        proxy = new FaultyProxy(Moto.get().endpoint());
        var clock = InstantSource.system();
        accounts = new Accounts(
                new Endpoint(proxy.endpoint(), true, "us-east-1", true, true),
                Moto.CREDENTIALS,
                10_000,
                8,
                RequestListener.NONE,
                clock);
        var nobody = new ExemptPrincipals(List.of(), List.of());
        store = new Buckets(accounts, Caller.of(accounts, nobody, clock), clock)
                .logs(GrantedAccount.OWN, bucket, "123456789012");
    }

    @AfterEach
    void close() {
        accounts.close();
        proxy.close();
    }

    @Test
    void more_than_a_thousand_objects_are_listed_page_by_page_as_far_as_they_are_asked_for() {
        for (int i = 1000; i < 2050; i++) {
            put("log/" + i, "x");
        }
        put("other/1", "x");

        assertThat(store.list("log/", "").next().key()).isEqualTo("log/1000");
        assertThat(listings()).isEqualTo(1);
        assertThat(keys(store, "")).hasSize(1050).isSorted().doesNotHaveDuplicates();
        assertThat(listings()).isEqualTo(3);
        assertThat(keys(store, "log/2040")).hasSize(9);
        assertThat(listings()).isEqualTo(4);
    }

    @Test
    void content_comes_as_it_was_stored() throws IOException {
        var packed = Gzipped.gzip("a line".repeat(100_000));
        Moto.get()
                .s3()
                .putObject(r -> r.bucket(bucket).key("log/1").contentEncoding("gzip"), RequestBody.fromBytes(packed));

        try (var content = new GZIPInputStream(store.open(only()))) {
            assertThat(content.readAllBytes()).hasSize(600_000);
        }
    }

    @Test
    void an_object_that_vanishes_between_listing_and_reading_is_gone_and_nothing_else() {
        put("log/1", "x");
        var listed = only();
        Moto.get().s3().deleteObject(r -> r.bucket(bucket).key("log/1"));

        assertThatThrownBy(() -> store.open(listed)).isInstanceOf(GoneException.class);
    }

    @Test
    void late_objects_are_found_and_after_a_restart_none_is_read_again() throws DamagedCursor {
        var layout = LogLayout.byEventTime("log/", "123456789012", "us-east-1", "acme");
        var folder = "log/123456789012/us-east-1/acme/";
        put(folder + "2026/11/27/2026-11-27-00-00-00-A", "x");
        put(folder + "2026/11/29/2026-11-29-00-00-00-A", "x");
        put(folder + "readme", "x");
        var due = new LogListing(store, layout).due(Cursor.start(NOW.minus(Duration.ofDays(7))), NOW, true, ALL);
        assertThat(due.objects()).hasSize(2);

        var kept = due.after(due.objects()).encode();
        put(folder + "2026/11/26/2026-11-26-00-00-00-LATE", "x");
        put(folder + "2026/11/29/2026-11-29-00-00-00-B", "x");

        var reading = new LogListing(store, layout);
        var near = reading.due(Cursor.parse(kept), NOW, false, ALL);
        assertThat(near.objects())
                .extracting(LogObject::key)
                .containsExactly(folder + "2026/11/29/2026-11-29-00-00-00-B");
        var far = reading.due(near.after(near.objects()), NOW, true, ALL);
        assertThat(far.objects())
                .extracting(LogObject::key)
                .containsExactly(folder + "2026/11/26/2026-11-26-00-00-00-LATE");
        assertThat(reading.due(far.after(far.objects()), NOW, true, ALL).objects())
                .isEmpty();
        assertThat(listings()).isEqualTo(4);
    }

    @Test
    void a_connection_that_breaks_in_mid_object_fails_the_reading_and_the_object_stays_due() throws IOException {
        put("log/2026-11-29-06-00-00-A", "a line of a log\n".repeat(10_000));
        var reading = new LogListing(store, LogLayout.simple("log/"));
        var due = reading.due(Cursor.start(NOW.minus(Duration.ofDays(7))), NOW, true, ALL);
        proxy.cut(bucket);

        assertThatThrownBy(() -> {
                    try (var content = store.open(due.objects().getFirst())) {
                        content.readAllBytes();
                    }
                })
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(GoneException.class);

        proxy.heal();
        var again = reading.due(due.after(List.of()), NOW, false, ALL).objects();
        assertThat(again).isEqualTo(due.objects());
        try (var content = store.open(again.getFirst())) {
            assertThat(content.readAllBytes()).hasSize(160_000);
        }
    }

    @Test
    void a_refusal_names_what_to_allow() {
        put("log/1", "x");
        var listed = only();
        proxy.failAll(bucket, 403, "AccessDenied");

        assertThatThrownBy(() -> keys(store, "")).isInstanceOfSatisfying(CallFailed.class, failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.AccessDenied);
            assertThat(failure.text()).contains("s3:ListBucket on arn:aws:s3:::" + bucket);
        });
        assertThatThrownBy(() -> store.open(listed))
                .isInstanceOfSatisfying(
                        CallFailed.class,
                        failure ->
                                assertThat(failure.text()).contains("s3:GetObject on arn:aws:s3:::" + bucket + "/*"));
    }

    @Test
    void an_archived_object_is_a_failure_of_that_object() {
        put("log/1", "x");
        var listed = only();
        proxy.failAll(bucket, 403, "InvalidObjectState");

        assertThatThrownBy(() -> store.open(listed))
                .isInstanceOf(UnreadableObject.class)
                .hasMessageStartingWith("it is in an archive");
    }

    private LogObject only() {
        return store.list("log/", "").next();
    }

    private void put(String key, String content) {
        Moto.get().s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    private long listings() {
        return proxy.seen(bucket).stream()
                .filter(seen -> seen.subresource().equals("list-type"))
                .count();
    }

    private static List<String> keys(LogStore store, String startAfter) {
        var keys = new ArrayList<String>();
        store.list("log/", startAfter).forEachRemaining(object -> keys.add(object.key()));
        return keys;
    }
}
