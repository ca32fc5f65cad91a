package io.bucketwarden.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the policies to be copied allow as they are, to those who replace the words in capitals and nothing else. */
class PolicyFilesTest {

    @Test
    void logs_are_read_below_a_prefix_and_keys_are_used_by_s3_alone() throws IOException {
        assertThat(statement("access-tracking-policy", 1).path("Resource").asText())
                .isEqualTo("arn:aws:s3:::LOG_BUCKET/LOG_PREFIX*");
        assertThat(statement("access-tracking-policy", 2)
                        .at("/Condition/StringEquals/kms:ViaService")
                        .asText())
                .isEqualTo("s3.REGION.amazonaws.com");
    }

    @Test
    void a_role_is_assumed_in_a_named_account_with_the_tags_that_pod_identity_gives_a_session() throws IOException {
        var roles = statement("assume-role-policy", 0);

        assertThat(roles.path("Action"))
                .extracting(JsonNode::asText)
                .containsExactly("sts:AssumeRole", "sts:TagSession");
        assertThat(roles.path("Resource").asText()).isEqualTo("arn:aws:iam::ACCOUNT:role/bucketwarden");
    }

    @Test
    void the_role_is_for_the_service_account_of_one_cluster() throws IOException {
        assertThat(statement("trust-pod-identity", 0)
                        .at("/Condition/StringEquals/aws:RequestTag~1eks-cluster-arn")
                        .asText())
                .isEqualTo("arn:aws:eks:REGION:ACCOUNT:cluster/CLUSTER");
    }

    private static JsonNode statement(String file, int number) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("config/iam", file + ".json").toFile())
                .path("Statement")
                .path(number);
    }
}
