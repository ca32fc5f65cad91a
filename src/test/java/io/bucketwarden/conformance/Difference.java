package io.bucketwarden.conformance;

import java.util.List;

/**
 * Something that a store is known to do otherwise than AWS.
 *
 * @param name by which it is called
 * @param store which does so
 * @param version of the store that was seen to; a number such as 16 stands for all that begin with it
 * @param facet which it is about; any
 * @param scenarios where it shows
 * @param seen what each of these then says, or a part of it
 * @param aws what AWS does
 * @param here what the store does
 * @param means what that comes to for whoever uses the store
 */
public record Difference(
        String name,
        String store,
        String version,
        String facet,
        List<String> scenarios,
        String seen,
        String aws,
        String here,
        String means) {

    boolean isOf(Store other) {
        return store.equals(other.kind().name())
                && (other.version().equals(version) || other.version().startsWith(version + "."));
    }
}
