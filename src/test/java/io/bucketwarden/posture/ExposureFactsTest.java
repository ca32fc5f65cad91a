package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureFactsTest {

    private static final String PUBLIC =
            "{'Sid':'Open','Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::acme/*'}";

    @Test
    void only_what_decides_is_read() throws JsonProcessingException {
        assertThat(reads("{}")).containsExactlyInAnyOrder("GetBucketAcl", "GetBucketPolicy", "GetPublicAccessBlock");
        assertThat(reads("{\"publicGrant\": \"READ\"}")).contains("GetBucketOwnershipControls");
        assertThat(reads("{\"publicGrant\": \"READ\", \"block\": true}")).doesNotContain("GetBucketOwnershipControls");
        assertThat(reads("{\"publicGrant\": \"READ\", \"accountBlock\": true}"))
                .doesNotContain("GetBucketOwnershipControls");
    }

    @Test
    void the_settings_of_the_account_are_asked_for_a_live_bucket() throws JsonProcessingException {
        var blocked = of("{\"publicGrant\": \"READ\", \"accountBlock\": true}");
        var denied = of("{\"publicGrant\": \"READ\", \"denied\": [\"GetAccountPublicAccessBlock\"]}");

        assertThat(blocked.all())
                .singleElement()
                .satisfies(it -> assertThat(it.neutralizedBy()).isEqualTo("ignorePublicAcls of the account"));
        assertThat(denied.isOpen()).isTrue();
        assertThat(denied.unread())
                .singleElement()
                .satisfies(why -> assertThat(why.text()).contains("s3:GetAccountPublicAccessBlock"));
    }

    @Test
    void only_aws_is_asked_for_its_opinion_and_only_of_a_document_that_allows() throws JsonProcessingException {
        var allows = "\"policy\": {\"Statement\": [" + PUBLIC.replace('\'', '"') + "]}";
        var denies = allows.replace("Allow", "Deny");

        assertThat(reads("{" + allows + "}")).doesNotContain("GetBucketPolicyStatus");
        assertThat(reads("{\"policyStatus\": true, " + allows + "}")).contains("GetBucketPolicyStatus");
        assertThat(reads("{\"policyStatus\": true, " + denies + "}")).doesNotContain("GetBucketPolicyStatus");
    }

    @ParameterizedTest
    @CsvSource({"GetBucketAcl", "GetBucketPolicy"})
    void what_cannot_be_read_is_not_closed(String call) throws JsonProcessingException {
        var exposures = of("{\"denied\": [\"" + call + "\"]}");

        assertThat(exposures.isOpen()).isFalse();
        assertThat(exposures.unread())
                .singleElement()
                .satisfies(why -> assertThat(why.text()).contains("s3:" + call));
    }

    private static Exposures of(String bucket) throws JsonProcessingException {
        return Exposures.of(new FakeS3(new ObjectMapper().readTree(bucket)).bucket("acme"));
    }

    private static List<String> reads(String description) throws JsonProcessingException {
        var s3 = new FakeS3(new ObjectMapper().readTree(description));
        Exposures.of(s3.bucket("acme"));
        return s3.reads();
    }
}
