package io.bucketwarden.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketStateTest {

    private static final List<Exposure> OPEN = List.of(exposure(null));
    private static final List<Exposure> NEUTRALIZED = List.of(exposure("ignorePublicAcls of the bucket"));

    @ParameterizedTest
    @CsvSource({
        "False,   Drifted,            Drifted",
        "False,   Drifted Exempt,     Drifted",
        "False,   Drifted Superseded, Drifted",
        "Unknown, Unknown,            Unknown",
        "Unknown, Unknown Exempt,     Unknown",
        "     ,   Unknown,            Unknown",
        "True,    Exempt,             Exempt",
        "True,    Exempt Superseded,  Exempt",
        "True,    Superseded,         Compliant",
        "True,    ,                   Compliant",
    })
    void each_bucket_is_in_one_state(Condition.@Nullable Status compliant, @Nullable String facets, BucketState state) {
        assertThat(BucketState.of(bucket(compliant, List.of("encryption"), List.of(), facets)))
                .isEqualTo(state);
    }

    @Test
    void a_bucket_is_superseded_only_when_others_govern_every_facet() {
        var all = bucket(Condition.Status.True, List.of(), List.of(), "Superseded Superseded");
        var some = bucket(Condition.Status.True, List.of("encryption"), List.of(), "Superseded");
        var none = bucket(Condition.Status.True, List.of(), List.of(), null);

        assertThat(BucketState.of(all)).isEqualTo(BucketState.Superseded);
        assertThat(BucketState.of(some)).isEqualTo(BucketState.Compliant);
        assertThat(BucketState.of(none)).isEqualTo(BucketState.Compliant);
    }

    @Test
    void a_drifted_bucket_is_open_when_the_public_gets_in_in_fact() {
        assertThat(BucketState.of(bucket(Condition.Status.False, List.of(), OPEN, "Drifted")))
                .isEqualTo(BucketState.Open);
        assertThat(BucketState.of(bucket(Condition.Status.False, List.of(), NEUTRALIZED, "Drifted")))
                .isEqualTo(BucketState.Drifted);
        assertThat(BucketState.of(bucket(Condition.Status.True, List.of(), OPEN, "Exempt")))
                .isEqualTo(BucketState.Exempt);
    }

    @Test
    void what_is_let_pass_is_no_drift() {
        assertThat(BucketState.drifts(
                        bucket(Condition.Status.False, List.of(), List.of(), "Drifted Exempt Exempt Failed")))
                .isEqualTo(2);
    }

    private static BucketStatus bucket(
            Condition.@Nullable Status compliant,
            List<String> compliantFacets,
            List<Exposure> exposure,
            @Nullable String states) {
        var facets = states == null
                ? List.<FacetStatus>of()
                : Arrays.stream(states.split(" "))
                        .map(FacetState::valueOf)
                        .map(BucketStateTest::facet)
                        .toList();
        return new BucketStatus("acme", null, null, compliant, null, compliantFacets, facets, exposure);
    }

    private static FacetStatus facet(FacetState state) {
        return new FacetStatus("versioning", state, null, List.of(new Drift("versioning", "a", "b")), null, null);
    }

    private static Exposure exposure(@Nullable String neutralizedBy) {
        return new Exposure(
                Exposure.Through.Acl, "READ", Exposure.To.Everyone, List.of(Exposure.Access.List), neutralizedBy);
    }
}
