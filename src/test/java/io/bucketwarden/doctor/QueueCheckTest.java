package io.bucketwarden.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.doctor.Diagnosis.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueCheckTest {

    private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:events";
    private static final String RULE_ARN = "arn:aws:events:eu-central-1:111122223333:rule/changes";
    private static final BusRule RULE =
            new BusRule("changes", RULE_ARN, Optional.empty(), true, Diagnosis.ok("rule", "changes"));

    private final Map<String, String> attributes = new HashMap<>(Map.of(
            "QueueArn",
            QUEUE,
            "VisibilityTimeout",
            "60",
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-central-1:111122223333:dead\"}",
            "Policy",
            policy("ArnEquals", "aws:SourceArn", RULE_ARN)));

    @Test
    void a_queue_as_the_template_makes_it_is_fine() {
        assertThat(judge().state()).isEqualTo(State.OK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ArnEquals    | aws:SourceArn     | arn:aws:events:eu-central-1:111122223333:rule/changes | OK
            ArnLike      | aws:SourceArn     | arn:aws:events:*:111122223333:rule/*                  | OK
            StringEquals | AWS:SourceAccount | 111122223333                                          | OK
            ArnEquals    | aws:SourceArn     | arn:aws:events:eu-central-1:111122223333:rule/other   | PROBLEM
            ArnEquals    | aws:SourceArn     | arn:aws:events:us-east-1:111122223333:rule/changes    | PROBLEM
            StringEquals | aws:SourceAccount | 444455556666                                          | PROBLEM
            Strange      | aws:SourceAccount | 111122223333                                          | UNKNOWN
            """)
    void its_policy_has_to_admit_the_rule(String operator, String key, String value, State expected) {
        attributes.put("Policy", policy(operator, key, value));

        assertThat(judge().state()).isEqualTo(expected);
    }

    @Test
    void no_policy_admits_nobody() {
        attributes.remove("Policy");

        assertThat(judge().state()).isEqualTo(State.PROBLEM);
        assertThat(judge().fix()).contains("sqs:SendMessage").contains(RULE_ARN);
    }

    @Test
    void the_key_of_aws_keeps_eventbridge_out_and_another_is_not_looked_at() {
        attributes.put("KmsMasterKeyId", "alias/aws/sqs");
        assertThat(judge().found()).contains("alias/aws/sqs");
        assertThat(judge().state()).isEqualTo(State.PROBLEM);

        attributes.put("KmsMasterKeyId", "arn:aws:kms:eu-central-1:111122223333:key/own");
        assertThat(judge().state()).isEqualTo(State.UNKNOWN);
        assertThat(judge().fix()).contains("aws kms get-key-policy").contains("kms:GenerateDataKey");
    }

    @Test
    void it_has_to_give_up_and_to_hide_long_enough() {
        attributes.remove("RedrivePolicy");
        attributes.put("VisibilityTimeout", "29");

        assertThat(judge().state()).isEqualTo(State.PROBLEM);
        assertThat(judge().found()).contains("no dead-letter queue").contains("29 s only");

        attributes.put("VisibilityTimeout", "30");
        assertThat(judge().found()).doesNotContain("only");
    }

    @Test
    void whom_to_admit_is_unknown_without_a_rule() {
        assertThat(check().judge(List.of()).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void another_queue_is_beside_it() {
        assertThat(Backlog.beside(
                        "https://sqs.eu-central-1.amazonaws.com/111122223333/events",
                        "arn:aws:sqs:eu-central-1:111122223333:dead"))
                .isEqualTo("https://sqs.eu-central-1.amazonaws.com/111122223333/dead");
    }

    private Diagnosis judge() {
        return check().judge(List.of(RULE));
    }

    private QueueCheck check() {
        return new QueueCheck("https://sqs.eu-central-1.amazonaws.com/111122223333/events", "eu-central-1", attributes);
    }

    private static String policy(String operator, String key, String value) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},\
                "Action":"sqs:SendMessage","Resource":"%s","Condition":{"%s":{"%s":"%s"}}},\
                {"Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"%s",\
                "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}""".formatted(QUEUE, operator, key, value, QUEUE);
    }
}
