package io.bucketwarden.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An alert on a metric that nobody exports never fires. */
class AlertsTest {

    private static final Pattern SERIES = Pattern.compile("(bucketwarden_\\w+)(?:\\{(\\w+)=\"(\\w+)\"})?");

    static List<JsonNode> alerts() throws IOException {
        var rules = new KubernetesSerialization()
                .unmarshal(Files.readString(Path.of("config/alerts/bucketwarden.yaml")), JsonNode.class);
        return StreamSupport.stream(rules.at("/spec/groups/0/rules").spliterator(), false)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void every_series_of_an_alert_is_exported(JsonNode alert) {
        var series = SERIES.matcher(alert.path("expr").asText());

        assertThat(series.find()).isTrue();
        do {
            assertThat(scrape()).containsPattern("(?m)^" + series.group(1) + "[ {]");
            if (series.group(2) != null) {
                assertThat(scrape())
                        .containsPattern(
                                "(?m)^" + series.group(1) + "\\{.*" + series.group(2) + "=\"" + series.group(3) + "\"");
            }
        } while (series.find());
        assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
        assertThat(alert.at("/annotations/description").asText()).isNotBlank();
    }

    private static String scrape() {
        var metrics = new Metrics();
        metrics.exposureClosed(Duration.ofSeconds(3), true);
        metrics.operatorRoleUsedByOthers();
        metrics.policyUpdateLost();
        metrics.access().tracked(List.of(new AccessMetrics.Tracked("payments", "ledger", false, 1, null)));
        metrics.queues(Map.of("https://sqs.eu-central-1.amazonaws.com/123456789012/changes", false));
        var open =
                new Exposure(Exposure.Through.Acl, "READ", Exposure.To.Everyone, List.of(Exposure.Access.Read), null);
        var bucket =
                new BucketStatus("acme", null, null, Condition.Status.False, null, List.of(), List.of(), List.of(open));
        return metrics.scrape(List.of(), List.of(bucket));
    }
}
