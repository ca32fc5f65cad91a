package io.bucketwarden.tracking;

import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.operator.Evidence;
import java.util.Optional;
import java.util.function.Consumer;

/** What restrictions would have denied, of each bucket, as it was found last. */
public final class Evidences implements Evidence {

    void onChange(Consumer<BucketId> lookSoon) {}

    @Override
    public Optional<Missing> missing(Restriction restriction) {
        return Optional.of(new Missing(Reason.AwaitingEvidence, "Waiting for evidence: nothing was read yet."));
    }
}
