package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://sqs.eu-central-1.amazonaws.com/123456789012/events, eu-central-1",
        "https://SQS.eu-central-1.amazonaws.com/123456789012/events, eu-central-1",
        "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/events, cn-north-1",
        "https://sqs.eusc-de-east-1.amazonaws.eu/123456789012/events, eusc-de-east-1",
        "https://eu-central-1.queue.amazonaws.com/123456789012/events, eu-central-1",
        "https://queue.amazonaws.com/123456789012/events.fifo, us-east-1"
    })
    void a_queue_of_aws_is_asked_at_the_usual_endpoint_of_its_region(String url, String region) {
        assertThat(QueueUrl.of(url)).isEqualTo(new QueueUrl(url, region, null));
    }

    @ParameterizedTest
    @CsvSource({
        "https://vpce-0a1b-2c3d.sqs.eu-west-1.vpce.amazonaws.com, eu-west-1",
        "https://sqs-fips.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "https://sqs.eu-north-1.api.aws, eu-north-1"
    })
    void another_endpoint_of_aws_is_asked_as_written(String origin, String region) {
        var url = origin + "/123456789012/events";

        assertThat(QueueUrl.of(url)).isEqualTo(new QueueUrl(url, region, URI.create(origin)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9324/000000000000/events, http://127.0.0.1:9324",
        "https://mq.example.net/queue/events, https://mq.example.net"
    })
    void another_server_is_asked_at_its_origin(String url, URI origin) {
        assertThat(QueueUrl.of(url)).isEqualTo(new QueueUrl(url, null, origin));
    }

    @ParameterizedTest
    @CsvSource({
        "https://sqs.eu-central-1.amazonaws.com/123456789012/events, arn:aws:sqs:eu-central-1:123456789012:events",
        "https://sqs.cn-north-1.amazonaws.com.cn/123456789012/events, arn:aws-cn:sqs:cn-north-1:123456789012:events",
        "http://127.0.0.1:9324/000000000000/events, http://127.0.0.1:9324/000000000000/events"
    })
    void what_to_allow_an_action_on_is_named_as_iam_does(String url, String resource) {
        assertThat(QueueUrl.of(url).resource()).isEqualTo(resource);
    }

    @ParameterizedTest
    @CsvSource({
        "bucketwarden-events, is not a URL with https:// and a host.",
        "arn:aws:sqs:eu-central-1:123456789012:events, is not a URL with https:// and a host.",
        "https://sqs.eu central-1.amazonaws.com/1/e, is not a URL: Illegal character",
        "https:///123456789012/events, is not a URL",
        "http://sqs.eu-central-1.amazonaws.com/123456789012/events, does not start with https://",
        "https://sqs.eu-central-1.amazonaws.com/events, does not end with /account/queue.",
        "https://sqs.eu-central-1.amazonaws.com, does not end with /account/queue.",
        "https://sns.eu-central-1.amazonaws.com/123456789012/events, is on a host of AWS that is none of SQS.",
        "http://127.0.0.1:9324, names no queue after the host.",
        "http://127.0.0.1:9324/000000000000/events?Action=x, has more than a host and a path."
    })
    void a_url_of_no_queue_is_refused_with_what_to_write(String url, String why) {
        assertThatThrownBy(() -> QueueUrl.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("https://sqs.eu-central-1.amazonaws.com/123456789012/bucketwarden-events");
    }

    @Test
    void a_password_in_a_url_is_not_repeated() {
        assertThatThrownBy(() -> QueueUrl.of("https://me:hunter2@mq.example.net/queue/events"))
                .hasMessageContaining("has more than a host and a path")
                .hasMessageNotContaining("hunter2");
    }
}
