package io.bucketwarden.operator.changes;

import io.bucketwarden.posture.Touched;
import io.bucketwarden.posture.facet.Facets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a change has to do with a facet, the surest first. */
enum Bearing {
    /** It changed what the facet is judged from. */
    Direct,
    /** What it changed is not known well, so it may have. */
    Broad,
    /** It changed tags, which decide only whether the facet is exempt. */
    Tags,
    None;

    private static final Touched TAGS = new Touched(false, Set.of("GetBucketTagging"));

    /**
     * What a change has to do with a facet.
     *
     * @param change the name of an event; null, as in a status that somebody else wrote, has to do with nothing
     */
    static Bearing of(@Nullable String change, String facet) {
        var touched = change == null ? Touched.NOTHING : Touched.by(change);
        if (Facets.ALL.stream().noneMatch(one -> one.name().equals(facet) && touched.concerns(one))) {
            return None;
        }
        if (touched.equals(TAGS)) {
            return Tags;
        }
        return touched.everything() ? Broad : Direct;
    }
}
