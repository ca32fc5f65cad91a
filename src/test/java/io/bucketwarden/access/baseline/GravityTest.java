package io.bucketwarden.access.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GravityTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NewApplication")
    void no_number_of_new_applications_drives_out_anything_graver(AlertKind grave) {
        var alerts = new ArrayList<Alert>();
        for (int i = 0; i < 30; i++) {
            alerts.add(alert(AlertKind.NewApplication, i));
        }
        alerts.add(alert(grave, 30));

        assertThat(Gravity.kept(alerts, 3)).extracting(Alert::requests).containsExactly(0L, 1L, 30L);
    }

    @Test
    void of_others_the_newest_stay() {
        var alerts = new ArrayList<Alert>();
        for (int i = 0; i < 5; i++) {
            alerts.add(alert(AlertKind.NewPrincipal, i));
        }
        assertThat(Gravity.kept(alerts, 3)).extracting(Alert::requests).containsExactly(0L, 1L, 2L);
        assertThat(Gravity.kept(alerts, 9)).isEqualTo(alerts);
    }

    @Test
    void what_a_bucket_was_told_of_stays_through_a_flood_of_new_applications() {
        var story = new Story();
        story.hears(Asks.by("a", Story.START));
        story.hears(Asks.by("intruder", Story.LATER));
        for (int i = 0; i < 40; i++) {
            story.hears(Asks.by("a", "app" + i, "net", Story.LATER + i));
        }

        assertThat(story.status().alerts()).hasSize(20).extracting(Alert::kind).endsWith(AlertKind.NewPrincipal);
    }

    private static Alert alert(AlertKind kind, long number) {
        return new Alert(kind, "2026-11-29T06:12:32Z", "", null, null, null, null, number);
    }
}
