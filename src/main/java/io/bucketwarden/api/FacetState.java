package io.bucketwarden.api;

/** What is known about one facet of one bucket. */
public enum FacetState {
    /** The bucket matches. */
    Compliant,
    /** The bucket differs, and nothing was written. */
    Drifted,
    /** Written in this pass; the next pass confirms. */
    Remediated,
    /** A person must act; the message holds what to do. */
    ActionRequired,
    /** A person must act, and a weaker measure of ours holds until then. */
    Compensated,
    /** A write was refused. */
    Failed,
    /** Could not be read; the message names what is missing. */
    Unknown,
    /** Left out by an exemption. */
    Exempt,
    /** Another writer keeps reverting; we stopped writing. */
    Contended,
    /** Put back to what it was before our first write, on request; not written while the request stands. */
    Reverted,
    /** A more specific policy governs it. */
    Superseded
}
