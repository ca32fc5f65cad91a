package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.events.Samples;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What becomes of messages, by the whole operator. */
class MessagesTest extends InMemoryServers {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    PassListener listener() {
        return new Hearing(heard::add);
    }

    @Test
    void each_message_is_counted_by_what_became_of_it() {
        operator.hear("{\"broken\": ");
        operator.hear(Samples.read("other-read"));
        operator.hear(Samples.read("put-bucket-acl"));
        operator.hear(Samples.read("put-bucket-acl"));
        operator.hear(Samples.read("put-bucket-tagging"));

        assertThat(heard).containsExactly("poison", "other", "unselected", "duplicate", "reselected");
    }

    @Test
    void a_change_of_a_governed_bucket_is_looked_at_and_a_failed_call_is_not() {
        create("p", "Audit", VERSIONED);
        await("p", s -> s.observedGeneration() != null);
        var change = Samples.read("put-bucket-versioning")
                .replaceAll("\"bucketName\": \"[^\"]*\"", "\"bucketName\": \"" + BUCKET + "\"");

        operator.hear(change.replace("\"readOnly\": false", "\"readOnly\": false, \"errorCode\": \"AccessDenied\"")
                .replaceAll("\"eventID\": \"[^\"]*\"", "\"eventID\": \"another\""));
        assertThat(heard).containsExactly("attempt");
        operator.hear(change);

        assertThat(heard).containsExactly("attempt", "changed");
        await("p", s -> s.buckets().getFirst().lastChanges().size() == 1);
    }
}
