package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.operator.status.Remediation;
import io.bucketwarden.telemetry.Metrics;
import java.time.Duration;
import java.util.List;

/** Counts what became of events, and lost updates, as the metrics do. */
record HearingOfLosses(Metrics metrics) implements PassListener {

    HearingOfLosses() {
        this(new Metrics("1.2.3", Duration.ofMinutes(1)));
    }

    @Override
    public void passed(List<S3BucketPolicy> policies, int reads, List<Remediation> remediations) {}

    @Override
    public void heard(String result) {
        metrics.changeEvent(result);
    }

    @Override
    public void policyUpdateLost() {
        metrics.policyUpdateLost();
    }

    int lost() {
        return count("bucketwarden_policy_updates_lost_total ");
    }

    int heardOf() {
        return count("bucketwarden_change_events_total{result=\"changed\"} ");
    }

    private int count(String series) {
        return metrics.scrape(List.of(), List.of())
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(series.length())))
                .findFirst()
                .orElse(0);
    }
}
