package io.bucketwarden.tracking;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketAccess;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What dashboards want to know of one S3BucketAccess, as it was kept last.
 *
 * @param reading whether its logs are read
 * @param unacknowledged accessors that are new and nobody has acknowledged
 * @param readUntil the latest request that was read; null for none
 */
public record Glance(
        String namespace,
        String name,
        boolean reading,
        long unacknowledged,
        @Nullable Instant readUntil) {

    /** Empty where nothing was said of it yet. */
    static Optional<Glance> of(S3BucketAccess access) {
        var status = access.getStatus();
        if (status == null) {
            return Optional.empty();
        }
        var summary = status.summary();
        return Optional.of(new Glance(
                access.getMetadata().getNamespace(),
                access.getMetadata().getName(),
                status.conditions().stream().anyMatch(c -> c.type() == Condition.Type.Reading && c.isTrue()),
                summary == null ? 0 : summary.unacknowledged(),
                status.readUntil() == null ? null : Instant.parse(status.readUntil())));
    }
}
