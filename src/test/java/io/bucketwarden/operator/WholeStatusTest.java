package io.bucketwarden.operator;

import static io.bucketwarden.operator.RealServers.ready;
import static io.bucketwarden.operator.status.Said.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What others are told of the buckets of a policy. */
class WholeStatusTest extends InMemoryServers {

    @Test
    void all_is_told_once_each_bucket_was_looked_at() {
        create("p", "Audit", VERSIONED);
        await("p", ready("Audited"));

        assertThat(told("p").orElseThrow())
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.facet("versioning")).isPresent());
    }

    @Test
    void nothing_is_told_while_a_bucket_is_still_to_be_looked_at() {
        createPaused("p", "Audit", VERSIONED);
        await("p", s -> s.condition(Condition.Type.Paused).isPresent());

        assertThat(told("p")).isEmpty();
    }

    @Test
    void a_policy_without_a_say_has_no_bucket_to_tell_of() {
        create("p", BUCKET, "Audit", "10m", "{networkAccess: {allowedCidrs: [nowhere]}}");
        await("p", s -> reason(s, Condition.Type.Accepted).equals("False/InvalidSpec"));

        assertThat(told("p")).contains(List.of());
    }

    private Optional<List<BucketStatus>> told(String name) {
        return operator.buckets(resource(name).get());
    }
}
