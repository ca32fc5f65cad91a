package io.bucketwarden.access.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLayoutTest {

    private static final Instant MORNING = Instant.parse("2026-11-29T06:12:32Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-29T00:00:00Z");
    private static final String PARTITION = "s3/123456789012/eu-central-1/acme/2026/11/29/";

    private static final LogLayout SIMPLE = LogLayout.simple("s3/acme-");
    private static final LogLayout BY_EVENT = LogLayout.byEventTime("s3/", "123456789012", "eu-central-1", "acme");
    private static final LogLayout BY_DELIVERY =
            LogLayout.byDeliveryTime("s3/", "123456789012", "eu-central-1", "acme");
    private static final LogLayout TRAIL = new TrailKeys("trail", "o-1a2b3c", "123456789012", "eu-central-1");
    private static final String TRAIL_KEY = "trail/AWSLogs/o-1a2b3c/123456789012/CloudTrail/eu-central-1/2026/11/29/"
            + "123456789012_CloudTrail_eu-central-1_20261129T0610Z_Ab12.json.gz";

    @Test
    void each_layout_reads_the_time_of_its_own_keys() {
        assertThat(SIMPLE.time("s3/acme-2026-11-29-06-12-32-0123456789ABCDEF")).contains(MORNING);
        assertThat(BY_DELIVERY.time(PARTITION + "2026-11-29-06-12-32-0123456789ABCDEF"))
                .contains(MORNING);
        assertThat(BY_EVENT.time(PARTITION + "2026-11-29-00-00-00-0123456789ABCDEF"))
                .contains(MIDNIGHT);
        assertThat(TRAIL.time(TRAIL_KEY)).contains(Instant.parse("2026-11-29T06:10:00Z"));
    }

    @Test
    void the_root_is_all_that_every_key_begins_with() {
        assertThat(SIMPLE.root()).isEqualTo("s3/acme-");
        assertThat(BY_EVENT.root()).isEqualTo("s3/123456789012/eu-central-1/acme/");
        assertThat(BY_DELIVERY.root()).isEqualTo(BY_EVENT.root());
        assertThat(TRAIL.root()).isEqualTo("trail/AWSLogs/o-1a2b3c/123456789012/CloudTrail/eu-central-1/");
    }

    @Test
    void a_key_of_another_bucket_region_account_or_trail_is_none_of_the_log() {
        var name = "2026/11/29/2026-11-29-06-12-32-0123456789ABCDEF";
        assertThat(BY_DELIVERY.time("s3/123456789012/eu-central-1/other/" + name))
                .isEmpty();
        assertThat(BY_DELIVERY.time("s3/123456789012/us-east-1/acme/" + name)).isEmpty();
        assertThat(BY_DELIVERY.time("s3/999999999999/eu-central-1/acme/" + name))
                .isEmpty();
        assertThat(TRAIL.time(TRAIL_KEY.replace("/CloudTrail/", "/CloudTrail-Digest/")))
                .isEmpty();
        assertThat(TRAIL.time(TRAIL_KEY.replace("o-1a2b3c", "o-other"))).isEmpty();
        assertThat(TRAIL.time(TRAIL_KEY.replace("_CloudTrail_", "_CloudTrail-Digest_")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "readme.txt",
                "2026-11-29-06-12-32-",
                "2026-11-29-06-12-32-../x",
                "2026-11-29-06-12-32-A/B",
                "2026-11-29-06-12-32-A.gz",
                "2026-02-30-06-12-32-A",
                "2026-11-29-24-00-00-A",
                "2026-11-29-06-12-61-A",
                "９９99-11-29-06-12-32-A",
            })
    void a_name_that_s3_would_not_give_a_log_is_none(String name) {
        assertThat(SIMPLE.time("s3/acme-" + name)).isEmpty();
        assertThat(BY_DELIVERY.time(PARTITION + name)).isEmpty();
    }

    @Test
    void what_is_listed_begins_with_the_first_key_of_its_time() {
        assertThat(first(SIMPLE)).isEqualTo("s3/acme-2026-11-29-06-12-32");
        assertThat(first(BY_DELIVERY)).isEqualTo(PARTITION + "2026-11-29-06-12-32");
        assertThat(first(BY_EVENT)).isEqualTo(PARTITION + "2026-11-29-00-00-00");
        assertThat(first(TRAIL)).isEqualTo(TRAIL_KEY.replace("0610Z_Ab12.json.gz", "0612"));
    }

    @Test
    void in_the_order_of_the_keys_no_time_goes_back_even_where_folder_and_name_tell_different_days() {
        assertThat(BY_DELIVERY.time(PARTITION + "2026-11-28-23-59-59-A")).contains(MIDNIGHT);
        assertThat(BY_DELIVERY.time(PARTITION + "2026-11-30-00-00-01-A"))
                .contains(Instant.parse("2026-11-29T23:59:59Z"));
    }

    @Test
    void a_trail_without_prefix_and_organisation_has_its_files_right_below_its_account() {
        var key = TRAIL_KEY.replace("trail/", "").replace("o-1a2b3c/", "");

        assertThat(new TrailKeys("", null, "123456789012", "eu-central-1").time(key))
                .isPresent();
        assertThat(TRAIL.time(key)).isEmpty();
    }

    @Test
    void the_organisation_of_a_trail_is_found_by_one_listing() {
        var store = new InMemory();
        assertThat(TrailKeys.organisation(store, "trail")).isEmpty();
        store.put(TRAIL_KEY, MORNING);
        store.put("trail/AWSLogs/123456789012/CloudTrail/x", MORNING);

        assertThat(TrailKeys.organisation(store, "trail")).contains("o-1a2b3c");
        assertThat(store.listed()).isEqualTo(1);
    }

    @Test
    void where_nothing_is_known_of_the_keys_all_is_taken_but_what_cloudtrail_writes_beside_its_logs() {
        var any = LogLayout.anything("");
        assertThat(any.time(TRAIL_KEY)).contains(Instant.parse("2026-11-29T06:10:00Z"));
        assertThat(any.time("x/2026-11-29-06-12-32-A")).contains(MORNING);
        assertThat(any.time("x/access.log")).contains(LogLayout.UNTOLD);
        assertThat(any.time("x/123456789012_CloudTrail-Digest_eu-central-1_20261129T0610Z.json.gz"))
                .isEmpty();
    }

    private static String first(LogLayout layout) {
        return layout.places(MORNING, KeyTime.END).getFirst().startAfter();
    }
}
