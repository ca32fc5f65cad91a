package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.posture.facet.Facets;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TouchedTest {

    @ParameterizedTest
    @CsvSource({
        "PutBucketAcl, GetBucketAcl",
        "PutBucketEncryption, GetBucketEncryption",
        "DeleteBucketEncryption, GetBucketEncryption",
        "PutBucketVersioning, GetBucketVersioning",
        "PutBucketLogging, GetBucketLogging",
        "PutBucketTagging, GetBucketTagging",
        "DeleteBucketTagging, GetBucketTagging",
        "TagResource, GetBucketTagging",
        "UntagResource, GetBucketTagging",
        "PutBucketLifecycle, GetBucketLifecycleConfiguration",
        "PutBucketLifecycleConfiguration, GetBucketLifecycleConfiguration",
        "DeleteBucketLifecycle, GetBucketLifecycleConfiguration",
    })
    void a_known_change_makes_one_read_stale(String change, String call) {
        assertThat(Touched.by(change)).isEqualTo(new Touched(false, Set.of(call)));
    }

    @Test
    void a_policy_document_is_read_with_what_s3_says_of_it() {
        assertThat(Touched.by("PutBucketPolicy").calls())
                .containsExactlyInAnyOrder("GetBucketPolicy", "GetBucketPolicyStatus");
    }

    @Test
    void with_the_block_all_that_it_neutralised_is_looked_at() {
        assertThat(Touched.by("DeleteBucketPublicAccessBlock").calls())
                .containsExactlyInAnyOrder(
                        "GetPublicAccessBlock",
                        "GetBucketAcl",
                        "GetBucketOwnershipControls",
                        "GetBucketPolicy",
                        "GetBucketPolicyStatus");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:PutEncryptionConfiguration, GetBucketEncryption",
        "s3:PutBucketPublicAccessBlock, GetPublicAccessBlock",
        "s3:PutBucketAcl, GetBucketAcl",
    })
    void of_our_own_writes_only_what_they_changed_is_verified(String action, String call) {
        assertThat(Touched.byOwn(action)).isEqualTo(new Touched(false, Set.of(call)));
    }

    @Test
    void ownership_decides_what_the_acl_shows() {
        assertThat(Touched.by("DeleteBucketOwnershipControls").calls())
                .containsExactlyInAnyOrder("GetBucketOwnershipControls", "GetBucketAcl");
    }

    @ParameterizedTest
    @CsvSource({"CreateBucket", "DeleteBucket", "PutBucketAbac", "PutAccelerateConfiguration", "Anything", "''"})
    void an_unknown_change_makes_everything_stale(String change) {
        assertThat(Touched.by(change).everything()).isTrue();
        assertThat(Touched.by(change).makesStale("GetBucketAcl")).isTrue();
    }

    @Test
    void two_changes_touch_what_either_does() {
        var both = Touched.by("PutBucketAcl").and(Touched.by("PutBucketLogging"));

        assertThat(both.calls()).containsExactlyInAnyOrder("GetBucketAcl", "GetBucketLogging");
        assertThat(both.and(Touched.NOTHING)).isEqualTo(both);
        assertThat(both.and(Touched.EVERYTHING)).isEqualTo(Touched.EVERYTHING);
    }

    @Test
    void a_change_concerns_the_facets_that_read_what_it_touches() {
        var concerned = Facets.ALL.stream()
                .filter(Touched.by("PutBucketVersioning")::concerns)
                .map(Facet::name)
                .collect(Collectors.toSet());

        assertThat(concerned).contains("versioning", "mfaDelete").doesNotContain("publicAccess", "encryption");
    }

    @Test
    void each_write_that_a_facet_may_make_is_known_by_its_iam_action() {
        assertThat(Facets.ALL.stream()
                        .flatMap(facet -> facet.about().writeActions().stream())
                        .filter(action -> action.matches("s3:(Put|Delete).*"))
                        .filter(action -> Touched.byOwn(action).everything()))
                .isEmpty();
    }
}
