package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.servers.ElasticMq;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** A client of a queue beside the clients of S3. */
class QueueClientIT {

    private static final int READERS = 12;

    @Test
    void many_that_wait_for_messages_take_no_connection_of_s3() throws IOException {
        var endpoint = new Endpoint(Moto.get().endpoint(), true, "us-east-1", true, true);
        try (var mq = new ElasticMq();
                var proxy = new FaultyProxy(mq.endpoint());
                var accounts = new Accounts(
                        endpoint, Moto.CREDENTIALS, 1000, 1, RequestListener.NONE, InstantSource.system());
                var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            mq.createQueue("events");
            var queue = QueueUrl.of(proxy.endpoint() + "/000000000000/events");
            try (var sqs = accounts.queue(queue)) {
                for (int reader = 0; reader < READERS; reader++) {
                    readers.submit(() ->
                            sqs.receiveMessage(r -> r.queueUrl(queue.url()).waitTimeSeconds(10)));
                }
                await().atMost(Duration.ofSeconds(30)).until(() -> proxy.seen().size() == READERS);

                var begin = System.nanoTime();
                accounts.in(GrantedAccount.OWN, "us-east-1").listBuckets();

                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
                assertThat(proxy.seen()).hasSize(READERS);
            } finally {
                readers.shutdownNow();
            }
        }
    }
}
