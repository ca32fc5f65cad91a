package io.bucketwarden.openreports;

import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import java.util.Locale;

/** The five results that reports know, the gravest first. */
enum Grade {
    FAIL,
    /** It could not be judged. */
    ERROR,
    /** It does not match, and that is not counted against it: it was just written, or something weaker holds in its place. */
    WARN,
    /** It is not judged by this policy. */
    SKIP,
    PASS;

    static Grade of(FacetStatus facet) {
        return switch (facet.state()) {
            case Compliant -> PASS;
            case Drifted, Failed, Contended, ActionRequired -> FAIL;
            case Remediated, Compensated -> WARN;
            case Unknown -> ERROR;
            case Exempt, Superseded -> SKIP;
            // Put back on request: what matches nevertheless is fine, as it is for the condition Compliant.
            case Reverted -> facet.drifts().isEmpty() ? PASS : FAIL;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isScored() {
        return this != WARN && this != SKIP;
    }
}
