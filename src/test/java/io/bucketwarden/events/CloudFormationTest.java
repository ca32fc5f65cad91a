package io.bucketwarden.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the templates allow, by their text. */
class CloudFormationTest {

    @ParameterizedTest
    @CsvSource({"QueuePolicy, Queue.Arn", "UndeliveredPolicy, Undelivered.Arn"})
    void only_the_rule_may_send_into_a_queue(String policy, String queue) {
        assertOnlyTheRuleSends(Template.CENTRAL.properties(policy), queue);
    }

    @Test
    void only_the_rule_that_forwards_may_send_into_its_queue() {
        assertOnlyTheRuleSends(Template.FORWARD.properties("UndeliveredPolicy"), "Undelivered.Arn");
    }

    @ParameterizedTest
    @CsvSource({"QueuePolicy", "UndeliveredPolicy", "DeadPolicy"})
    void nobody_comes_without_tls(String policy) {
        var denied = statements(Template.CENTRAL.properties(policy), "Deny");

        assertThat(denied).hasSize(1);
        assertThat(denied.iterator().next().at("/Condition/Bool").toString())
                .isEqualTo("{\"aws:SecureTransport\":\"false\"}");
        assertThat(denied.iterator().next().path("Principal").asText()).isEqualTo("*");
    }

    @Test
    void other_accounts_may_put_onto_the_bus_only_what_aws_says_of_s3() {
        var statement = Template.CENTRAL.properties("BusPolicy").path("Statement");

        assertThat(statement.path("Action").asText()).isEqualTo("events:PutEvents");
        assertThat(statement.at("/Principal/AWS").asText()).isEqualTo("ForwardingAccounts");
        assertThat(statement.at("/Condition/StringEquals/events:source").toString())
                .isEqualTo(Template.CENTRAL
                        .properties("Rule")
                        .at("/EventPattern/source")
                        .toString())
                .isEqualTo("[\"aws.s3\",\"aws.s3control\",\"aws.s3express\"]");
        assertThat(Template.CENTRAL.root().at("/Resources/BusPolicy/Condition").asText())
                .isEqualTo("HasForwardingAccounts");
    }

    @Test
    void the_operator_may_read_its_queue_and_nothing_else() {
        var allowed = statements(Template.CENTRAL.properties("ReaderPolicy"), "Allow");

        assertThat(allowed).hasSize(1);
        assertThat(allowed.iterator().next().path("Action"))
                .extracting(JsonNode::asText)
                .containsExactly("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");
        assertThat(allowed.iterator().next().path("Resource").asText()).isEqualTo("Queue.Arn");
    }

    @Test
    void a_bus_does_not_forward_to_itself() {
        assertThat(Template.FORWARD.root().at("/Resources/Rule/Condition").asText())
                .isEqualTo("IsElsewhere");
        assertThat(Template.FORWARD.root().at("/Resources/Role/Condition").asText())
                .isEqualTo("IsElsewhere");
    }

    private static void assertOnlyTheRuleSends(JsonNode policy, String queue) {
        var allowed = statements(policy, "Allow");

        assertThat(allowed).hasSize(1);
        var statement = allowed.iterator().next();
        assertThat(statement.path("Principal").toString()).isEqualTo("{\"Service\":\"events.amazonaws.com\"}");
        assertThat(statement.path("Action").asText()).isEqualTo("sqs:SendMessage");
        assertThat(statement.path("Resource").asText()).isEqualTo(queue);
        assertThat(statement.path("Condition").toString())
                .isEqualTo("{\"ArnEquals\":{\"aws:SourceArn\":\"Rule.Arn\"}}");
    }

    private static Iterable<JsonNode> statements(JsonNode policy, String effect) {
        return StreamSupport.stream(policy.at("/PolicyDocument/Statement").spliterator(), false)
                .filter(statement -> statement.path("Effect").asText().equals(effect))
                .toList();
    }
}
