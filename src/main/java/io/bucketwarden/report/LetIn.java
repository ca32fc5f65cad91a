package io.bucketwarden.report;

import io.bucketwarden.api.BucketState;
import java.util.List;
import java.util.Optional;

/** Buckets that the public gets into, that no policy objects to. */
public final class LetIn {

    private LetIn() {}

    /** A sentence of them; empty where there are none. */
    public static Optional<String> sentence(List<BucketFacts> buckets) {
        var count = buckets.stream()
                .filter(bucket -> bucket.isPublic() && bucket.state() != BucketState.Open)
                .count();
        return count == 0
                ? Optional.empty()
                : Optional.of(Words.count(count, "bucket lets", "buckets let")
                        + " the public in without that being held against " + (count == 1 ? "it" : "them")
                        + ": exempt, or not governed.");
    }
}
