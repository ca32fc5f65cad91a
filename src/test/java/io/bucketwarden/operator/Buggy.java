package io.bucketwarden.operator;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Posture;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A facet that breaks whenever it looks. */
record Buggy() implements Facet<Boolean, Boolean> {
    @Override
    public About about() {
        return new About("buggy", "", List.of(), List.of(), List.of(), About.Controls.NONE, "");
    }

    @Override
    public Optional<Boolean> desired(Posture posture) {
        return Optional.of(true);
    }

    @Override
    public Boolean observe(LiveBucket bucket, Boolean desired) {
        throw new IllegalStateException("a bug");
    }

    @Override
    public List<Drift> compare(Boolean desired, Boolean observed) {
        return List.of();
    }

    @Override
    public List<Remedy> remedy(Boolean desired, Boolean observed) {
        return List.of();
    }

    @Override
    public Set<String> sids() {
        return Set.of();
    }
}
