package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Posture.KeyFormat;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.PartitionDateSource;
import software.amazon.awssdk.services.s3.model.TargetObjectKeyFormat;

/** The key format of log objects, between the contract's names and the SDK's. */
final class LogKeyFormat {

    private LogKeyFormat() {}

    /** S3 leaves the format out for simple keys. */
    static KeyFormat of(LoggingEnabled logging) {
        var format = logging.targetObjectKeyFormat();
        if (format == null || format.partitionedPrefix() == null) {
            return KeyFormat.Simple;
        }
        return format.partitionedPrefix().partitionDateSource() == PartitionDateSource.DELIVERY_TIME
                ? KeyFormat.PartitionedByDeliveryTime
                : KeyFormat.PartitionedByEventTime;
    }

    static TargetObjectKeyFormat toSdk(KeyFormat format) {
        return switch (format) {
            case Simple -> TargetObjectKeyFormat.builder().simplePrefix(s -> {}).build();
            case PartitionedByEventTime -> partitioned(PartitionDateSource.EVENT_TIME);
            case PartitionedByDeliveryTime -> partitioned(PartitionDateSource.DELIVERY_TIME);
        };
    }

    private static TargetObjectKeyFormat partitioned(PartitionDateSource source) {
        return TargetObjectKeyFormat.builder()
                .partitionedPrefix(p -> p.partitionDateSource(source))
                .build();
    }
}
