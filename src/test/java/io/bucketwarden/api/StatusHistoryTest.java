package io.bucketwarden.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.ExposureWindow.ClosedBy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.ChangedBy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a status tells of the past of a bucket, as JSON. */
class StatusHistoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BucketStatus PLAIN = new BucketStatus(
            "acme", null, null, Condition.Status.True, null, List.of("publicAccess"), List.of(), List.of());

    @Test
    void a_bucket_without_a_history_says_nothing_of_it() throws JsonProcessingException {
        assertThat(JSON.writeValueAsString(status(PLAIN)))
                .doesNotContain("lastChanges")
                .doesNotContain("exposureWindows");
    }

    @Test
    void a_status_of_a_version_before_there_was_a_history_reads_as_one_without() throws JsonProcessingException {
        var old = JSON.readValue("""
                {"buckets": [{"name": "acme", "compliant": "True", "compliantFacets": ["publicAccess"], "facets": []}]}""", S3BucketPolicyStatus.class);

        assertThat(old.buckets()).containsExactly(PLAIN);
    }

    @Test
    void a_history_reads_as_it_was_written() throws JsonProcessingException {
        var change = new ChangedBy("arn", "203.0.113.7", "cli", "PutBucketAcl", "id", "2026-11-24T08:00:00Z");
        var open = new ExposureWindow(null, null, null, null, "2026-11-24T09:00:00Z", null, null);
        var closed = new ExposureWindow(
                "2026-11-24T08:00:00Z",
                "arn",
                "PutBucketAcl",
                "id",
                "2026-11-24T08:00:02Z",
                "2026-11-24T08:00:07Z",
                ClosedBy.Bucketwarden);
        var status = status(PLAIN.withHistory(List.of(change), List.of(open, closed)));

        var json = JSON.writeValueAsString(status);

        assertThat(JSON.readValue(json, S3BucketPolicyStatus.class)).isEqualTo(status);
        assertThat(json).doesNotContain("null").contains("\"closedBy\":\"Bucketwarden\"");
    }

    private static S3BucketPolicyStatus status(BucketStatus bucket) {
        return new S3BucketPolicyStatus(1L, null, null, null, List.of(bucket), false, null, null, List.of());
    }
}
