package io.bucketwarden.posture.facet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.ExemptTag;
import io.bucketwarden.api.Posture.PublicAccess;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicTagTest {

    private static final ExemptTag TAG = new ExemptTag("Public", null);

    @ParameterizedTest
    @CsvSource({
        "Public, ,    Public, yes, true",
        "Public, yes, Public, yes, true",
        "Public, yes, Public, no,  false",
        "Public, yes, Public, Yes, false",
        "Public, ,    public, yes, false",
        "Public, ,    Publicly, x, false"
    })
    void key_and_declared_value_count_to_the_letter(
            String key, @Nullable String value, String carriedKey, String carriedValue, boolean exempt) {
        assertThat(new PublicTag(new ExemptTag(key, value)).isAmong(Map.of(carriedKey, carriedValue)))
                .isEqualTo(exempt);
    }

    @Test
    void tags_are_read_only_when_one_is_declared_and_something_differs() throws JsonProcessingException {
        assertThat(reads("{\"publicGrant\": \"READ\"}", null)).doesNotContain("GetBucketTagging");
        assertThat(reads("{\"block\": true}", TAG)).doesNotContain("GetBucketTagging");
        assertThat(reads("{\"publicGrant\": \"READ\"}", TAG)).contains("GetBucketTagging");
    }

    @Test
    void an_exempt_bucket_tells_what_could_not_be_read() throws JsonProcessingException {
        var s3 = s3("{\"publicGrant\": \"READ\", \"tags\": {\"Public\": \"\"}, \"denied\": [\"GetBucketPolicy\"]}");

        assertThat(examine(s3, TAG))
                .isInstanceOfSatisfying(
                        Verdict.Exempt.class,
                        exempt -> assertThat(exempt.message())
                                .startsWith("The bucket carries the tag Public, so it may stay public.")
                                .contains("s3:GetBucketPolicy"));
    }

    @Test
    void a_tag_that_comes_between_look_and_write_stops_every_closing_write() throws JsonProcessingException {
        var s3 = s3("{\"publicGrant\": \"READ\"}");
        var verdict = examine(s3, TAG);
        s3.tag("Public", "yes");

        var outcome = Plan.of(Map.of("publicAccess", verdict)).run(s3.bucket("acme"));

        assertThat(s3.writes()).isEmpty();
        assertThat(outcome.get("publicAccess"))
                .isEqualTo(new Outcome.Refused(
                        Reason.CheckFailed,
                        "Not written: the bucket carries the tag Public by now, so it may stay public."));
    }

    @Test
    void tags_that_cannot_be_read_right_before_the_write_stop_it_too() throws JsonProcessingException {
        var s3 = s3("{\"publicGrant\": \"READ\"}");
        var verdict = examine(s3, TAG);
        s3.deny("GetBucketTagging");

        var outcome = Plan.of(Map.of("publicAccess", verdict)).run(s3.bucket("acme"));

        assertThat(s3.writes()).isEmpty();
        assertThat(outcome.get("publicAccess")).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CheckFailed);
            assertThat(refused.message()).contains("s3:GetBucketTagging");
        });
    }

    private static List<String> reads(String bucket, @Nullable ExemptTag tag) throws JsonProcessingException {
        var s3 = s3(bucket);
        examine(s3, tag);
        return s3.reads();
    }

    private static Verdict examine(FakeS3 s3, @Nullable ExemptTag tag) {
        var posture = new Posture(new PublicAccess(true, tag), null, null, null, null, null, null, null, null);
        return new PublicAccessFacet().examine(posture, s3.bucket("acme"));
    }

    private static FakeS3 s3(String description) throws JsonProcessingException {
        return new FakeS3(new ObjectMapper().readTree(description));
    }
}
