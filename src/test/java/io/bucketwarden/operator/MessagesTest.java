package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.access.Access;
import io.bucketwarden.events.Samples;
import java.util.ArrayList;
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

    @Test
    void a_request_is_told_once_to_whoever_wants_it_and_is_something_else_where_nobody_does() {
        var request = Samples.read("other-data-event");
        var requests = new ArrayList<Access>();
        operator.hear(request);
        operator.tellRequests(access -> false);
        operator.hear(request);
        operator.tellRequests(requests::add);
        operator.hear(request);
        operator.hear(request);
        operator.hear(Samples.read("put-bucket-acl"));

        assertThat(heard).containsExactly("other", "other", "accessed", "duplicate", "unselected");
        assertThat(requests).extracting(Access::bucket).containsExactly("acme-logs");
    }

    @Test
    void a_request_that_meets_a_bug_is_wanted_once_more() {
        var request = Samples.read("other-data-event");
        operator.tellRequests(access -> {
            throw new IllegalStateException("a bug");
        });
        assertThatThrownBy(() -> operator.hear(request)).isInstanceOf(IllegalStateException.class);

        operator.tellRequests(access -> true);
        operator.hear(request);

        assertThat(heard).containsExactly("accessed");
    }
}
