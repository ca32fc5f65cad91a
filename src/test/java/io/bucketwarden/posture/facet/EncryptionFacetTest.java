package io.bucketwarden.posture.facet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture.Algorithm;
import io.bucketwarden.api.Posture.Encryption;
import io.bucketwarden.posture.Remedy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

class EncryptionFacetTest {

    private static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private final EncryptionFacet facet = new EncryptionFacet();

    @Test
    void no_encryption_at_all_is_drift() {
        assertThat(facet.compare(aes(), observed(new EncryptionRule(Optional.empty()))))
                .containsExactly(new Drift("encryption.algorithm", "AES256", "none"));
    }

    @Test
    void an_alias_is_drift_since_it_resolves_in_the_account_of_the_writer() {
        assertThat(facet.compare(kms(), observed(kmsRule("alias/mine"))))
                .extracting(Drift::path)
                .containsExactly("encryption.kmsKeyArn");
    }

    @Test
    void a_bare_key_id_is_the_same_key() {
        assertThat(facet.compare(kms(), observed(kmsRule("1234abcd-12ab-34cd-56ef-1234567890ab"))))
                .isEmpty();
    }

    @Test
    void what_the_spec_leaves_open_is_kept_in_the_same_rule() {
        var observed = new EncryptionRule(Optional.of(ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("AES256"))
                .blockedEncryptionTypes(b -> b.encryptionType(EncryptionType.SSE_C))
                .build()));

        var rule = observed.with(kms());

        assertThat(rule.blockedEncryptionTypes().encryptionType()).containsExactly(EncryptionType.SSE_C);
        assertThat(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID()).isEqualTo(KEY);
        assertThat(rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString())
                .isEqualTo("aws:kms");
    }

    @Test
    void going_back_to_aes_drops_the_key_that_would_make_s3_refuse_it() {
        var rule = kmsRule(KEY).with(aes());

        assertThat(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID()).isNull();
        assertThat(rule.bucketKeyEnabled()).isNull();
    }

    @Test
    void an_absent_bucket_key_is_off() {
        var desired = new Encryption(Algorithm.AWS_KMS, KEY, false, null);

        assertThat(facet.compare(desired, observed(kmsRule(KEY)))).isEmpty();
    }

    @Test
    void sse_c_that_is_not_blocked_is_drift_and_is_blocked_by_the_same_put() {
        var desired = new Encryption(null, null, null, true);

        assertThat(facet.compare(desired, observed(kmsRule(KEY))))
                .containsExactly(new Drift("encryption.blockSseC", "true", "false"));
        assertThat(kmsRule(KEY)
                        .with(desired)
                        .applyServerSideEncryptionByDefault()
                        .kmsMasterKeyID())
                .isEqualTo(KEY);
    }

    @Test
    void a_key_of_another_region_is_never_written() {
        var observed = new EncryptionFacet.Observed("us-east-1", new EncryptionRule(Optional.empty()));

        assertThat(facet.compare(kms(), observed))
                .contains(new Drift("encryption.kmsKeyArn", "a key in us-east-1", KEY));
        assertThat(facet.remedy(kms(), observed))
                .singleElement()
                .isInstanceOfSatisfying(
                        Remedy.Manual.class,
                        manual -> assertThat(manual.instruction()).contains("kmsKeyArn"));
    }

    @Test
    void a_bucket_key_does_not_go_along_to_dsse() {
        var withBucketKey = new EncryptionRule(kmsRule(KEY)
                .rule()
                .map(r -> r.toBuilder().bucketKeyEnabled(true).build()));

        assertThat(withBucketKey
                        .with(new Encryption(Algorithm.AWS_KMS_DSSE, KEY, null, null))
                        .bucketKeyEnabled())
                .isNull();
        assertThat(withBucketKey.with(kms()).bucketKeyEnabled()).isTrue();
    }

    private static EncryptionFacet.Observed observed(EncryptionRule rule) {
        return new EncryptionFacet.Observed("eu-central-1", rule);
    }

    private static Encryption aes() {
        return new Encryption(Algorithm.AES256, null, null, null);
    }

    private static Encryption kms() {
        return new Encryption(Algorithm.AWS_KMS, KEY, null, null);
    }

    private static EncryptionRule kmsRule(String key) {
        return new EncryptionRule(Optional.of(ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(
                        d -> d.sseAlgorithm("aws:kms").kmsMasterKeyID(key))
                .build()));
    }
}
