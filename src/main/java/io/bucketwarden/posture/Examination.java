package io.bucketwarden.posture;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One look at one bucket: the verdict of every facet, in order. Reads run side by side. */
public final class Examination {

    private static final Logger LOG = LoggerFactory.getLogger(Examination.class);

    private Examination() {}

    /**
     * Judges every facet of one posture.
     *
     * @param earlier what this policy said of its facets before; statements of ours that belong to one of them which is
     *     unmanaged now are looked for, others never
     * @return verdicts by facet name, in the order of {@code facets}
     */
    public static Map<String, Verdict> of(
            List<? extends Facet<?, ?>> facets, Posture posture, LiveBucket bucket, Map<String, FacetState> earlier) {
        return of(facets, bucket, facet -> {
            var verdict = facet.examine(posture, bucket);
            return verdict instanceof Verdict.Unmanaged ? leftover(facet, bucket, earlier.get(facet.name())) : verdict;
        });
    }

    /** Statements of ours that belong to a facet which nobody declares any more; {@code earlier}: null if nobody did. */
    public static Verdict leftover(Facet<?, ?> facet, LiveBucket bucket, @Nullable FacetState earlier) {
        // What was put back is as others left it.
        return earlier == null || earlier == FacetState.Reverted
                ? new Verdict.Unmanaged()
                : Leftovers.of(facet, bucket, earlier);
    }

    /** The verdict of {@code look} on each facet, by name, in the order of {@code facets}. */
    public static Map<String, Verdict> of(
            List<? extends Facet<?, ?>> facets, LiveBucket bucket, Function<Facet<?, ?>, Verdict> look) {
        var looks = new LinkedHashMap<String, Future<Verdict>>();
        var about = MDC.getCopyOfContextMap();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var facet : facets) {
                looks.put(facet.name(), threads.submit(() -> {
                    inherit(about);
                    return look(facet, bucket, look);
                }));
            }
        }
        var verdicts = new LinkedHashMap<String, Verdict>();
        looks.forEach((facet, verdict) -> verdicts.put(facet, verdict.resultNow()));
        return verdicts;
    }

    /** A thread of its own knows nothing of what log lines are about. */
    private static void inherit(@Nullable Map<String, String> about) {
        if (about != null) {
            MDC.setContextMap(about);
        }
    }

    /** A bug in one facet must not hide what the others find. */
    private static Verdict look(Facet<?, ?> facet, LiveBucket bucket, Function<Facet<?, ?>, Verdict> look) {
        try {
            return look.apply(facet);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("facet", facet.name())
                    .setCause(e)
                    .log(
                            "A bug while {} of {} was judged",
                            facet.name(),
                            bucket.identity().name());
            return new Verdict.Unreadable(
                    Reason.CheckFailed,
                    "A bug in the operator (" + e.getClass().getSimpleName()
                            + "): its log has the details, please report" + " them. Nothing is written for "
                            + facet.name() + ".");
        }
    }
}
