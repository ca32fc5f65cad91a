package io.bucketwarden.posture.facet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.ExemptTag;
import io.bucketwarden.api.Posture.ObjectOwnership;
import io.bucketwarden.api.Posture.OwnershipRule;
import io.bucketwarden.api.Posture.PublicAccess;
import io.bucketwarden.posture.FakeS3;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Verdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A bucket that may stay public may be so by ACLs, which BucketOwnerEnforced would cancel. */
class ObjectOwnershipFacetTest {

    private static final ExemptTag TAG = new ExemptTag("Public", null);

    @Test
    void a_bucket_that_may_stay_public_keeps_its_acls() throws JsonProcessingException {
        var s3 = s3("{\"publicGrant\": \"READ\", \"tags\": {\"Public\": \"\"}}");

        var verdict = examine(s3, OwnershipRule.BucketOwnerEnforced, TAG);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Exempt.class, exempt -> {
            assertThat(exempt.drifts()).hasSize(1);
            assertThat(exempt.message()).startsWith("The bucket carries the tag Public, so it may stay public");
        });
        assertThat(s3.reads()).doesNotContain("GetBucketAcl");
    }

    @Test
    void a_bucket_without_the_tag_loses_them() throws JsonProcessingException {
        var s3 = s3("{\"publicGrant\": \"READ\", \"tags\": {\"Other\": \"\"}}");

        run(examine(s3, OwnershipRule.BucketOwnerEnforced, TAG), s3);

        assertThat(s3.writes())
                .containsExactly("PutBucketAcl 1 grants", "PutBucketOwnershipControls BucketOwnerEnforced");
    }

    @Test
    void a_bucket_whose_tags_cannot_be_read_is_drift_and_left_as_it_is() throws JsonProcessingException {
        var s3 = s3("{\"publicGrant\": \"READ\", \"denied\": [\"GetBucketTagging\"]}");

        var verdict = examine(s3, OwnershipRule.BucketOwnerEnforced, TAG);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Drifted.class, drifted -> {
            assertThat(drifted.remedies()).isEmpty();
            assertThat(drifted.unread())
                    .hasValueSatisfying(why -> assertThat(why.message()).contains("s3:GetBucketTagging"));
        });
    }

    @Test
    void a_tag_that_comes_between_look_and_write_stops_every_write() throws JsonProcessingException {
        var s3 = s3("{\"publicGrant\": \"READ\"}");
        var verdict = examine(s3, OwnershipRule.BucketOwnerEnforced, TAG);
        s3.tag("Public", "yes");

        assertThat(run(verdict, s3)).isInstanceOf(Outcome.Refused.class);
        assertThat(s3.writes()).isEmpty();
    }

    @Test
    void a_tag_that_comes_between_stops_the_rule_alone_too() throws JsonProcessingException {
        var s3 = s3("{}");
        var verdict = examine(s3, OwnershipRule.BucketOwnerEnforced, TAG);
        s3.tag("Public", "yes");

        assertThat(run(verdict, s3)).isInstanceOf(Outcome.Refused.class);
        assertThat(s3.writes()).isEmpty();
    }

    @Test
    void tags_are_read_only_when_they_decide() throws JsonProcessingException {
        var undeclared = s3("{}");
        examine(undeclared, OwnershipRule.BucketOwnerEnforced, null);
        var matching = s3("{\"ownership\": \"BucketOwnerEnforced\"}");
        examine(matching, OwnershipRule.BucketOwnerEnforced, TAG);
        var keepingAcls = s3("{\"tags\": {\"Public\": \"\"}}");

        assertThat(examine(keepingAcls, OwnershipRule.BucketOwnerPreferred, TAG))
                .isInstanceOf(Verdict.Drifted.class);
        assertThat(undeclared.reads()).doesNotContain("GetBucketTagging");
        assertThat(matching.reads()).doesNotContain("GetBucketTagging");
        assertThat(keepingAcls.reads()).doesNotContain("GetBucketTagging");
    }

    private static Verdict examine(FakeS3 s3, OwnershipRule rule, @Nullable ExemptTag tag) {
        var posture = new Posture(
                new PublicAccess(true, tag), new ObjectOwnership(rule), null, null, null, null, null, null, null);
        return new ObjectOwnershipFacet().examine(posture, s3.bucket("acme"));
    }

    private static @Nullable Outcome run(Verdict verdict, FakeS3 s3) {
        return Plan.of(Map.of("objectOwnership", verdict))
                .run(s3.bucket("acme"))
                .get("objectOwnership");
    }

    private static FakeS3 s3(String description) throws JsonProcessingException {
        return new FakeS3(new ObjectMapper().readTree(description));
    }
}
