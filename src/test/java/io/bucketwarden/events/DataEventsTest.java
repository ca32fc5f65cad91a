package io.bucketwarden.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class DataEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_data_event_is_told_as_the_request_that_it_is_about_and_by_its_id() throws JsonProcessingException {
        var told = DataEvents.parse(event().toString()).orElseThrow();

        assertThat(told.id()).isEqualTo("7c7c7c7c-1111-2222-3333-444455556666");
        assertThat(told.requests().getFirst().bucket()).isEqualTo("acme");
        assertThat(told.requests().getFirst().operation().action()).isEqualTo("s3:GetObject");
        assertThat(told.requests().getFirst().accessor().principal()).isEqualTo("arn:aws:iam::123456789012:user/jo");
    }

    @Test
    void the_same_with_sns_around_it() throws JsonProcessingException {
        var wrapped = JSON.createObjectNode().put("Type", "Notification").put("Message", event().toString());

        assertThat(DataEvents.parse(wrapped.toString()))
                .hasToString(DataEvents.parse(event().toString()).toString());
    }

    @Test
    void messages_about_configuration_are_none_and_those_of_data_are_no_changes() throws JsonProcessingException {
        for (var name : Samples.names()) {
            if (!name.startsWith("other-data")) {
                assertThat(DataEvents.parse(Samples.read(name))).as(name).isEmpty();
            }
        }
        assertThat(Envelope.parse(event().toString())).isInstanceOf(Parsed.Other.class);
    }

    @Test
    void what_cannot_be_understood_is_none_and_throws_nothing() throws JsonProcessingException {
        for (var name : Samples.poison()) {
            assertThat(DataEvents.parse(Samples.read(name))).as(name).isEmpty();
        }
        assertThat(DataEvents.parse("")).isEmpty();
        assertThat(DataEvents.parse(detail("eventID", null))).isEmpty();
        assertThat(DataEvents.parse(detail("eventTime", "soon"))).isEmpty();
        assertThat(DataEvents.parse(event().put("detail", "text").toString())).isEmpty();
    }

    private static String detail(String field, String value) throws JsonProcessingException {
        var event = event();
        ((ObjectNode) event.get("detail")).put(field, value);
        return event.toString();
    }

    private static ObjectNode event() throws JsonProcessingException {
        return (ObjectNode) JSON.readTree("""
                {"version":"0","detail-type":"AWS API Call via CloudTrail","source":"aws.s3","account":"123456789012",
                 "detail":{"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/jo"},
                  "eventTime":"2026-11-29T06:12:32Z","eventSource":"s3.amazonaws.com","eventName":"GetObject",
                  "awsRegion":"eu-central-1","sourceIPAddress":"203.0.113.7","userAgent":"[aws-cli/2.31.0]",
                  "requestParameters":{"bucketName":"acme","key":"a"},"managementEvent":false,"eventCategory":"Data",
                  "eventID":"7c7c7c7c-1111-2222-3333-444455556666"}}""");
    }
}
