package io.bucketwarden.report;

import java.util.Set;

/**
 * What a policy without a say in a bucket declares of it.
 *
 * @param granted whether others govern it instead; else it may be that nobody does
 */
record LeftOut(String policy, boolean granted, Set<String> declared) {

    /** Of a facet of which nothing is said by a policy that was read. */
    String gap(String facet) {
        return granted
                ? answeredElsewhere(facet)
                : facet + ": policy " + policy
                        + " declares it without a grant, and nobody governs it as far as was read.";
    }

    static String answeredElsewhere(String facet) {
        return facet + ": another policy answers for it, which is not among what was read.";
    }
}
