package io.bucketwarden.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class AuditPolicyTest {

    @Test
    void it_suffices_for_the_preflight_of_plan_and_lets_nothing_be_written() throws IOException {
        var actions = new ArrayList<String>();
        new ObjectMapper()
                .readTree(FacetDocs.auditPolicy())
                .findValues("Action")
                .forEach(list -> list.forEach(action -> actions.add(action.asText())));

        assertThat(actions)
                .contains("s3:GetReplicationConfiguration", "s3:GetInventoryConfiguration", "s3:GetBucketAcl")
                .allMatch(action -> action.matches("s3:(Get|List)[A-Za-z]+"));
    }
}
