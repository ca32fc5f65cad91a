package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;

class ReadingsTest {

    @Test
    void a_look_that_recalls_reads_only_what_a_change_made_stale() throws JsonProcessingException {
        var s3 = s3("{\"versioning\": \"Enabled\"}");
        var first = s3.bucket("acme");
        readAll(first);
        var before = s3.reads().size();

        var second = s3.bucket("acme").recalling(first.readings().without(Touched.by("PutBucketVersioning")));
        readAll(second);

        assertThat(s3.reads().subList(before, s3.reads().size())).containsExactly("GetBucketVersioning");
        assertThat(second.readCount()).isEqualTo(1);
        assertThat(second.acl()).isEqualTo(first.acl());
    }

    @Test
    void what_is_absent_is_recalled_too_and_after_an_unknown_change_nothing_is() throws JsonProcessingException {
        var s3 = s3("{}");
        var first = s3.bucket("acme");
        readAll(first);

        var unchanged = s3.bucket("acme").recalling(first.readings().without(Touched.NOTHING));
        var unknown = s3.bucket("acme").recalling(first.readings().without(Touched.EVERYTHING));
        readAll(unchanged);
        readAll(unknown);

        assertThat(unchanged.readCount()).isZero();
        assertThat(unchanged.publicAccessBlock()).isEmpty();
        assertThat(unknown.readCount()).isEqualTo(first.readCount());
    }

    @Test
    void a_read_that_failed_is_not_remembered() throws JsonProcessingException {
        var s3 = s3("{\"denied\": [\"GetBucketAcl\"]}");
        var first = s3.bucket("acme");
        first.versioning();
        assertThatThrownBy(first::acl).isInstanceOf(CallFailed.class);

        var healed = s3("{}").bucket("acme").recalling(first.readings().without(Touched.NOTHING));

        assertThat(first.readings().answers()).containsOnlyKeys("GetBucketVersioning");
        assertThat(healed.acl().grants()).isNotEmpty();
        assertThat(healed.readCount()).isEqualTo(1);
    }

    @Test
    void what_was_written_is_stale_even_when_the_write_failed() throws JsonProcessingException {
        var s3 = s3("{}");
        var bucket = s3.bucket("acme");
        readAll(bucket);

        bucket.write(Set.of("versioning"), "PutBucketVersioning", "s3:PutBucketVersioning", () -> {});
        assertThatThrownBy(() -> bucket.write(Set.of("publicAccess"), "PutBucketAcl", "s3:PutBucketAcl", () -> {
                    throw FakeValues.error(403, "AccessDenied");
                }))
                .isInstanceOf(CallFailed.class);

        assertThat(bucket.written().calls()).containsExactlyInAnyOrder("GetBucketVersioning", "GetBucketAcl");
        assertThat(bucket.readings().answers())
                .doesNotContainKeys("GetBucketVersioning", "GetBucketAcl")
                .containsKey("GetPublicAccessBlock");
    }

    @Test
    void a_lean_answer_says_the_same_to_facets_and_keeps_no_headers() throws JsonProcessingException {
        var s3 = s3("{\"versioning\": \"Enabled\", \"mfaDelete\": \"Enabled\", \"publicGrant\": \"READ\"}");
        var headers = SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("x", List.of("y"))
                .build();
        var acl = (GetBucketAclResponse)
                s3.getBucketAcl(r -> {}).toBuilder().sdkHttpResponse(headers).build();
        var versioning = (GetBucketVersioningResponse) s3.getBucketVersioning(r -> {}).toBuilder()
                .sdkHttpResponse(headers)
                .build();

        var leanAcl = (GetBucketAclResponse) lean(acl);
        var leanVersioning = (GetBucketVersioningResponse) lean(versioning);

        assertThat(leanAcl.equalsBySdkFields(acl)).isTrue();
        assertThat(leanAcl.hasGrants()).isTrue();
        assertThat(leanAcl.sdkHttpResponse()).isNull();
        assertThat(leanVersioning.equalsBySdkFields(versioning)).isTrue();
        assertThat(leanVersioning.mfaDeleteAsString()).isEqualTo("Enabled");
        assertThat(leanVersioning.sdkHttpResponse()).isNull();
    }

    @Test
    void a_lean_answer_without_grants_or_status_has_none_either() {
        var acl = (GetBucketAclResponse) lean(GetBucketAclResponse.builder().build());
        var versioning = (GetBucketVersioningResponse)
                lean(GetBucketVersioningResponse.builder().build());

        assertThat(acl.hasGrants()).isFalse();
        assertThat(versioning.statusAsString()).isNull();
        assertThat(Readings.lean(Optional.empty())).isEqualTo(Optional.empty());
    }

    private static Object lean(Object answer) {
        return ((Optional<?>) Readings.lean(Optional.of(answer))).orElseThrow();
    }

    private static void readAll(LiveBucket bucket) {
        bucket.publicAccessBlock();
        bucket.acl();
        bucket.versioning();
        bucket.policyDocument();
    }

    private static FakeS3 s3(String json) throws JsonProcessingException {
        return new FakeS3(new ObjectMapper().readTree(json));
    }
}
