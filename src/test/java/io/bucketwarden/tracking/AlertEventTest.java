package io.bucketwarden.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertEventTest {

    @Test
    void up_to_ten_alerts_are_an_event_each() {
        assertThat(AlertEvent.of(List.of())).isEmpty();
        assertThat(AlertEvent.of(Collections.nCopies(10, alert(AlertKind.NewPrincipal, "who"))))
                .hasSize(10)
                .containsOnly(new AlertEvent(AlertKind.NewPrincipal, "who"));
    }

    @Test
    void of_more_the_gravest_are_an_event_each_and_the_last_sums_up_the_rest() {
        var alerts = new ArrayList<>(Collections.nCopies(300, alert(AlertKind.NewApplication, "noise")));
        alerts.addAll(Collections.nCopies(10, alert(AlertKind.NewPrincipal, "who")));
        alerts.add(alert(AlertKind.DeleteBurst, "all gone"));

        var events = AlertEvent.of(alerts);

        assertThat(events).hasSize(AlertEvent.MOST);
        assertThat(events.getFirst()).isEqualTo(new AlertEvent(AlertKind.DeleteBurst, "all gone"));
        assertThat(events.subList(1, 9)).containsOnly(new AlertEvent(AlertKind.NewPrincipal, "who"));
        assertThat(events.getLast().kind()).isEqualTo(AlertKind.NewPrincipal);
        assertThat(events.getLast().message())
                .startsWith("302 further alerts at the same time: 2 NewPrincipal, 300 NewApplication.");
    }

    private static Alert alert(AlertKind kind, String message) {
        return new Alert(kind, "2026-11-29T06:12:32Z", message, null, null, null, null, 1);
    }
}
