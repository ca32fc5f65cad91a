package io.bucketwarden.command.scan;

import io.bucketwarden.api.Exposure;
import io.bucketwarden.posture.Doubt;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One way in which one bucket is open or may be, or the bucket alone when there is none, in cells. */
record ScanRow(List<String> cells) {

    static final List<String> HEADER =
            List.of("BUCKET", "REGION", "STATE", "OPEN TO", "ACCESS", "THROUGH", "NEUTRALISED BY");

    static Stream<ScanRow> of(ScanReport.Bucket bucket) {
        var rows = Stream.concat(
                        bucket.exposures().stream().map(it -> of(bucket, it)),
                        bucket.doubts().stream().map(it -> of(bucket, it)))
                .toList();
        return rows.isEmpty() ? Stream.of(of(bucket, "", "", "", "")) : rows.stream();
    }

    private static ScanRow of(ScanReport.Bucket bucket, Exposure exposure) {
        return of(
                bucket,
                exposure.to().name(),
                exposure.access().stream().map(Exposure.Access::name).collect(Collectors.joining(" ")),
                through(exposure.through(), exposure.detail()),
                exposure.neutralizedBy() == null ? "" : exposure.neutralizedBy());
    }

    private static ScanRow of(ScanReport.Bucket bucket, Doubt doubt) {
        return of(bucket, "", "", through(doubt.through(), doubt.detail()), "");
    }

    private static ScanRow of(ScanReport.Bucket bucket, String... how) {
        var region = bucket.region() == null ? "" : bucket.region();
        return new ScanRow(
                Stream.concat(Stream.of(bucket.bucket(), region, bucket.state().name()), Stream.of(how))
                        .toList());
    }

    private static String through(Enum<?> what, @Nullable String detail) {
        return what.name() + (detail == null ? "" : ": " + detail);
    }
}
