package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

class RoleRequestsTest {

    private static final AssumeRoleRequest WARDEN = AssumeRoleRequest.builder()
            .roleArn("arn:aws:iam::111111111111:role/warden")
            .build();
    private static final AssumeRoleResponse GIVEN = AssumeRoleResponse.builder()
            .credentials(c -> c.accessKeyId("given"))
            .build();

    private final AtomicInteger calls = new AtomicInteger();
    private final Gate gate = new Gate();

    @Test
    void many_who_ask_meanwhile_wait_for_one_call_and_share_the_role() throws Exception {
        assertThat(askMany(() -> GIVEN)).hasSize(8).containsOnly("given");
        assertThat(calls).hasValue(1);
    }

    @Test
    void many_who_ask_meanwhile_wait_for_one_call_and_share_the_refusal() throws Exception {
        var answers = askMany(() -> {
            throw SdkClientException.create("no way");
        });

        assertThat(answers).hasSize(8).allMatch(answer -> answer.contains("cannot be assumed"));
        assertThat(calls).hasValue(1);
    }

    @Test
    void an_asker_that_is_told_to_stop_leaves_the_question_to_the_next() throws Exception {
        var answers = askMany(() -> {
            if (calls.get() == 1) {
                throw AbortedException.create("stopped");
            }
            return GIVEN;
        });

        assertThat(answers).hasSize(8).filteredOn("given"::equals).hasSize(7);
    }

    @Test
    void what_is_a_bug_is_not_remembered_and_blocks_nobody() {
        var requests = requests(() -> {
            if (calls.get() == 1) {
                throw new IllegalStateException("a bug");
            }
            return GIVEN;
        });

        assertThatThrownBy(() -> requests.assumeRole(WARDEN)).isInstanceOf(IllegalStateException.class);
        assertThat(requests.assumeRole(WARDEN)).isSameAs(GIVEN);
    }

    /** The answers, or messages, that eight get who all ask before the first call ends. */
    private List<String> askMany(Supplier<AssumeRoleResponse> sts) throws InterruptedException {
        var requests = requests(() -> {
            gate.pass();
            return sts.get();
        });
        var answers = new CopyOnWriteArrayList<String>();
        var threads = new ArrayList<Thread>();
        for (int asker = 0; asker < 8; asker++) {
            threads.add(Thread.ofPlatform().start(() -> answers.add(answer(requests))));
        }
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        gate.open();
        for (var thread : threads) {
            thread.join();
        }
        return answers;
    }

    private static String answer(RoleRequests requests) {
        try {
            return requests.assumeRole(WARDEN).credentials().accessKeyId();
        } catch (SdkClientException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private RoleRequests requests(Supplier<AssumeRoleResponse> answer) {
        var sts = new StsClient() {
            @Override
            public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
                calls.incrementAndGet();
                return answer.get();
            }

            @Override
            public String serviceName() {
                return "sts";
            }

            @Override
            public void close() {}
        };
        return new RoleRequests(sts, () -> Instant.EPOCH);
    }
}
