package io.bucketwarden;

import io.bucketwarden.api.Exposure;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One way in which one bucket is open, or the bucket alone when there is none, in cells. */
record ScanRow(List<String> cells) {

    static final List<String> HEADER =
            List.of("BUCKET", "REGION", "STATE", "OPEN TO", "ACCESS", "THROUGH", "NEUTRALISED BY");

    static Stream<ScanRow> of(ScanReport.Bucket bucket) {
        var region = bucket.region() == null ? "" : bucket.region();
        if (bucket.exposures().isEmpty()) {
            return Stream.of(
                    new ScanRow(List.of(bucket.bucket(), region, bucket.state().name(), "", "", "", "")));
        }
        return bucket.exposures().stream()
                .map(it -> new ScanRow(List.of(
                        bucket.bucket(),
                        region,
                        bucket.state().name(),
                        it.to().name(),
                        it.access().stream().map(Exposure.Access::name).collect(Collectors.joining(" ")),
                        it.through() + (it.detail() == null ? "" : ": " + it.detail()),
                        it.neutralizedBy() == null ? "" : it.neutralizedBy())));
    }
}
