package io.bucketwarden.aws;

import java.time.Duration;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** Tells a listener of every finished API call. */
final class CallMetrics implements MetricPublisher {

    private final RequestListener listener;

    CallMetrics(RequestListener listener) {
        this.listener = listener;
    }

    @Override
    public void publish(MetricCollection call) {
        var operation = call.metricValues(CoreMetric.OPERATION_NAME);
        var duration = call.metricValues(CoreMetric.API_CALL_DURATION);
        if (!operation.isEmpty()) {
            listener.finished(
                    operation.getFirst(), outcome(call), duration.isEmpty() ? Duration.ZERO : duration.getFirst());
        }
    }

    private static RequestListener.Outcome outcome(MetricCollection call) {
        var status = call.children().stream()
                .flatMap(attempt -> attempt.metricValues(HttpMetric.HTTP_STATUS_CODE).stream())
                .reduce(0, (earlier, last) -> last);
        return switch (status) {
            case 200, 204 -> RequestListener.Outcome.ok;
            case 401, 403 -> RequestListener.Outcome.denied;
            case 404 -> RequestListener.Outcome.absent;
            case 429, 503 -> RequestListener.Outcome.throttled;
            default -> RequestListener.Outcome.error;
        };
    }

    @Override
    public void close() {}
}
