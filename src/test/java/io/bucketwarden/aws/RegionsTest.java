package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import org.junit.jupiter.api.Test;

class RegionsTest {

    private final ScriptedS3 s3 = new ScriptedS3();
    private final Regions regions = new Regions((account, region) -> s3, "us-east-1");

    @Test
    void a_region_is_asked_for_once() {
        assertThat(regions.of(GrantedAccount.OWN, "acme", null)).isEqualTo("eu-central-1");
        assertThat(regions.of(GrantedAccount.OWN, "acme", "123456789012")).isEqualTo("eu-central-1");

        assertThat(s3.calls).hasSize(1);
    }

    @Test
    void s3_names_the_region_even_where_it_refuses() {
        s3.failures.put("HeadBucket", ScriptedS3.error(403, "AccessDenied", "eu-west-1"));

        assertThat(regions.of(GrantedAccount.OWN, "acme", null)).isEqualTo("eu-west-1");
    }

    @Test
    void a_refusal_that_names_no_region_is_the_answer_and_is_not_remembered() {
        s3.failures.put("HeadBucket", ScriptedS3.error(403, "AccessDenied", ""));
        assertThatThrownBy(() -> regions.of(GrantedAccount.OWN, "acme", null))
                .isInstanceOfSatisfying(
                        CallFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.AccessDenied))
                .hasMessageContaining("s3:ListBucket");
        s3.failures.clear();

        assertThat(regions.of(GrantedAccount.OWN, "acme", null)).isEqualTo("eu-central-1");
    }

    @Test
    void a_server_that_names_none_has_one_region() {
        s3.region = "";

        assertThat(regions.of(GrantedAccount.OWN, "acme", null)).isEqualTo("us-east-1");
        assertThat(regions.now(GrantedAccount.OWN, "acme", null, "declared")).isEqualTo("declared");
    }

    @Test
    void a_bucket_that_is_gone_is_forgotten() {
        regions.of(GrantedAccount.OWN, "acme", null);
        s3.failures.put("HeadBucket", ScriptedS3.error(404, "NoSuchBucket", "eu-west-1"));
        assertThatThrownBy(() -> regions.now(GrantedAccount.OWN, "acme", null))
                .isInstanceOfSatisfying(
                        CallFailed.class, e -> assertThat(e.reason()).isEqualTo(Reason.BucketNotFound));
        s3.failures.clear();
        s3.region = "eu-north-1";

        assertThat(regions.of(GrantedAccount.OWN, "acme", null)).isEqualTo("eu-north-1");
    }

    @Test
    void only_the_latest_are_remembered() {
        for (int bucket = 0; bucket <= Regions.REMEMBERED; bucket++) {
            regions.of(GrantedAccount.OWN, "bucket-" + bucket, null);
        }
        s3.calls.clear();

        regions.of(GrantedAccount.OWN, "bucket-" + Regions.REMEMBERED, null);
        assertThat(s3.calls).isEmpty();
        regions.of(GrantedAccount.OWN, "bucket-0", null);
        assertThat(s3.calls).hasSize(1);
    }
}
