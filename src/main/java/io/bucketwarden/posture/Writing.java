package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How a bucket is written.
 *
 * @param repeated wraps every write, to repeat one that met another
 * @param permitted whether a write that serves these facets may be made; asked before each attempt
 */
record Writing(UnaryOperator<Runnable> repeated, Predicate<Set<String>> permitted) {

    /** @throws CallFailed when it may not be made any more */
    void make(Set<String> facets, Runnable request) {
        repeated.apply(() -> {
                    if (!permitted.test(facets)) {
                        throw new CallFailed(
                                Reason.CheckFailed,
                                "Nothing was written: who may govern this bucket, or what is asked of it, changed"
                                        + " meanwhile.");
                    }
                    request.run();
                })
                .run();
    }
}
