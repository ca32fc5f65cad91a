package io.bucketwarden.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Nothing that a run makes is forgotten. */
class ThrowAwaysIT {

    private static final String HERE = "us-east-1";

    private final Store store = Stores.moto();
    private final Clients clients = new Clients(store, new Budget(1000));
    private final Removal removal = new Removal(clients, Duration.ofSeconds(2));
    private final ThrowAways throwAways = new ThrowAways("throwaways", 2, clients, removal);

    @AfterEach
    void removeAll() {
        throwAways.close(HERE);
        clients.close();
    }

    @Test
    void a_bucket_goes_with_all_versions_in_it_and_whatever_its_document_denies() {
        var s3 = clients.in(HERE);
        var bucket = throwAways.make(HERE, false).name();
        s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status("Enabled")));
        s3.putObject(r -> r.bucket(bucket).key("log"), RequestBody.fromString("one"));
        s3.putObject(r -> r.bucket(bucket).key("log"), RequestBody.fromString("two"));
        s3.deleteObject(r -> r.bucket(bucket).key("log"));
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(Documents.of("""
            {"Effect":"Deny","Principal":"*","Action":"s3:DeleteBucket","Resource":"arn:aws:s3:::%s"}\
            """.formatted(bucket))));

        throwAways.remove();

        assertThat(Removal.list(s3, "bucketwarden-conformance-throwaways-", HERE))
                .isEmpty();
    }

    @Test
    void a_bucket_of_somebody_else_stays_when_nobody_said_whether_it_was_made() throws IOException {
        var theirs = Moto.get().s3(Moto.get().somebodyIn("200000000077"), HERE);
        var name = ThrowAwayBucket.PREFIX + "theirs-1";
        theirs.createBucket(r -> r.bucket(name));
        try (var proxy = new FaultyProxy(Moto.get().endpoint());
                var cut = new Clients(store.at(proxy.endpoint()), new Budget(100))) {
            proxy.fail("PUT", name, "", 500, "InternalError");
            var run = new ThrowAways("theirs", 1, cut, new Removal(cut, Duration.ofSeconds(2)));
            assertThatThrownBy(() -> run.make(HERE, false)).isInstanceOf(S3Exception.class);

            assertThat(run.close(HERE)).isEmpty();

            assertThat(proxy.seen(name)).allMatch(seen -> seen.method().equals("PUT"));
            assertThat(theirs.listBuckets().buckets()).extracting(Bucket::name).contains(name);
        } finally {
            theirs.deleteBucket(r -> r.bucket(name));
        }
    }

    @Test
    void one_of_ours_goes_although_nobody_said_that_it_was_made() throws IOException {
        var name = ThrowAwayBucket.PREFIX + "unsaid-1";
        try (var proxy = new FaultyProxy(Moto.get().endpoint());
                var cut = new Clients(store.at(proxy.endpoint()), new Budget(100))) {
            proxy.fail("PUT", name, "", 500, "InternalError");
            var run = new ThrowAways("unsaid", 1, cut, removal);
            assertThatThrownBy(() -> run.make(HERE, false)).isInstanceOf(S3Exception.class);
            clients.in(HERE).createBucket(r -> r.bucket(name));

            assertThat(run.close(HERE)).isEmpty();
        }
        assertThat(Removal.list(clients.in(HERE), name, HERE)).isEmpty();
    }

    @Test
    void no_more_are_made_than_were_announced_and_none_after_the_end() {
        throwAways.make(HERE, false);
        throwAways.make(HERE, false);
        assertThatThrownBy(() -> throwAways.make(HERE, false)).hasMessageContaining("more than 2 buckets");

        assertThat(throwAways.close(HERE)).isEmpty();

        assertThatThrownBy(() -> throwAways.make(HERE, false)).hasMessageContaining("being ended");
    }

    @Test
    void a_bucket_that_does_not_go_is_named_with_the_reason() {
        var bucket = new ThrowAways(
                "stays", 1, clients, new Removal(new Clients(store, new Budget(0)), Duration.ofSeconds(2)));
        var made = bucket.make(HERE, false);

        assertThat(bucket.close(HERE)).containsOnlyKeys(made).containsValue("the budget of 0 requests is spent");

        assertThat(removal.of(made)).isEmpty();
    }

    @Test
    void a_request_over_the_budget_is_not_sent() {
        try (var poor = new Clients(store, new Budget(1))) {
            poor.in(HERE).listBuckets();

            assertThatThrownBy(() -> poor.in(HERE).createBucket(r -> r.bucket("bucketwarden-conformance-poor-1")))
                    .satisfies(e -> assertThat(Budget.ended(e)).isTrue());
        }
        assertThat(Removal.list(clients.in(HERE), "bucketwarden-conformance-poor-", HERE))
                .isEmpty();
    }

    @Test
    void nothing_is_removed_that_is_called_otherwise() {
        assertThatThrownBy(() -> removal.of(new ThrowAwayBucket("acme-invoices", HERE)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
