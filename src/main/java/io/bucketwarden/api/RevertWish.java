package io.bucketwarden.api;

import io.bucketwarden.text.Shortened;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the annotation {@link S3BucketPolicy#REVERT} asks to be put back. A wish that is not understood in full is none: half
 * of it might do harm.
 *
 * @param facets by name
 * @param unknown what names no facet; then {@code facets} is empty
 */
public record RevertWish(Set<String> facets, List<String> unknown) {

    private static final String ALL = "all";
    private static final int LONGEST_QUOTE = 200;
    private static final RevertWish NONE = new RevertWish(Set.of(), List.of());

    public RevertWish {
        facets = Set.copyOf(facets);
        unknown = List.copyOf(unknown);
    }

    /**
     * Reads the annotation.
     *
     * @param annotation names of facets, by commas, or {@code all}; null when there is none
     */
    public static RevertWish of(@Nullable String annotation) {
        if (annotation == null) {
            return NONE;
        }
        var facets = new LinkedHashSet<String>();
        var unknown = new ArrayList<String>();
        for (var name : annotation.split(",", -1)) {
            var facet = name.strip();
            if (facet.equals(ALL)) {
                facets.addAll(Posture.facets());
            } else if (Posture.facets().contains(facet)) {
                facets.add(facet);
            } else if (!facet.isEmpty()) {
                unknown.add(facet);
            }
        }
        return new RevertWish(unknown.isEmpty() ? facets : Set.of(), unknown);
    }

    /** Why nothing is put back although something is asked; empty when it is understood. */
    public Optional<String> refusal() {
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The annotation " + S3BucketPolicy.REVERT + " has no effect, since it names what is no facet: "
                                + Shortened.to(String.join(", ", unknown), LONGEST_QUOTE) + ". Write \"" + ALL
                                + "\", or some of "
                                + String.join(", ", Posture.facets()) + ", by commas.");
    }
}
