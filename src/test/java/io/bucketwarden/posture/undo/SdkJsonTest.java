package io.bucketwarden.posture.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.PartitionDateSource;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Type;

class SdkJsonTest {

    @Test
    void every_field_comes_back_also_those_that_nothing_here_knows() {
        var rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(
                        d -> d.sseAlgorithm("aws:kms").kmsMasterKeyID("arn:aws:kms:key"))
                .bucketKeyEnabled(true)
                .blockedEncryptionTypes(b -> b.encryptionType(EncryptionType.SSE_C))
                .build();

        var json = SdkJson.of(rule);

        assertThat(json).hasToString("""
                {"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"arn:aws:kms:key"},\
                "BucketKeyEnabled":true,"BlockedEncryptionTypes":{"EncryptionType":["SSE-C"]}}""");
        assertThat(SdkJson.read(json, ServerSideEncryptionRule.builder())).isEqualTo(rule);
    }

    @Test
    void lists_of_values_in_values_come_back() {
        var acl = AccessControlPolicy.builder()
                .owner(o -> o.id("me").displayName("I"))
                .grants(Grant.builder()
                        .permission(Permission.READ)
                        .grantee(to -> to.type(Type.GROUP).uri("http://acs.amazonaws.com/groups/global/AllUsers"))
                        .build())
                .build();
        var logging = BucketLoggingStatus.builder()
                .loggingEnabled(l -> l.targetBucket("logs")
                        .targetPrefix("x/")
                        .targetObjectKeyFormat(
                                f -> f.partitionedPrefix(p -> p.partitionDateSource(PartitionDateSource.EVENT_TIME))))
                .build();

        assertThat(SdkJson.read(SdkJson.of(acl), AccessControlPolicy.builder())).isEqualTo(acl);
        assertThat(SdkJson.read(SdkJson.of(logging), BucketLoggingStatus.builder()))
                .isEqualTo(logging);
    }

    @Test
    void a_field_that_is_not_set_is_left_out_and_stays_unset() {
        var nothing = BucketLoggingStatus.builder().build();

        assertThat(SdkJson.of(nothing)).isEmpty();
        assertThat(SdkJson.read(SdkJson.of(nothing), BucketLoggingStatus.builder()))
                .isEqualTo(nothing);
    }

    /** A value of which one field was lost on the way would be put back wrongly. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"BucketKeyEnabled\": \"yes\"}",
                "{\"BucketKeyEnabled\": true, \"OfLater\": 1}",
                "{\"BlockedEncryptionTypes\": {\"EncryptionType\": \"SSE-C\"}}",
                "{\"ApplyServerSideEncryptionByDefault\": {\"SSEAlgorithm\": null}}",
            })
    void what_is_no_such_value_is_refused(String json) {
        assertThatThrownBy(() -> SdkJson.read(tree(json), ServerSideEncryptionRule.builder()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
