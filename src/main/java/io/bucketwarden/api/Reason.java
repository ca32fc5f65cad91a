package io.bucketwarden.api;

/** Why a condition holds. These names are API: dashboards and GitOps tools match on them. */
public enum Reason {
    /** The operator has not looked at this resource yet. */
    Pending,
    /** The spec is valid and this policy governs its bucket. */
    Accepted,
    /** Audit mode: everything was read and reported. */
    Audited,
    /** Enforce mode: everything that can be done was done. */
    Enforced,
    /** Every governed facet matches. */
    NoDrift,
    /** At least one facet differs. */
    DriftDetected,
    /** A repair was written and is being verified. */
    Remediating,
    /** S3 or a safety check refused a write. */
    RemediationFailed,
    /** A policy document would shut out somebody who works with the bucket, so it is not written. */
    WouldLockOut,
    /** A restriction waits until it is known what it would deny. */
    AwaitingEvidence,
    /** A restriction would have denied requests, and nobody has accepted that. */
    WouldDeny,
    /** Three writes in a row did not hold. */
    NotConverging,
    /** Another writer keeps reverting; writing has stopped. */
    Contended,
    /** A person must act; the facet's message says how. */
    ActionRequired,
    /** S3 could not be reached or did not answer in time. */
    CheckFailed,
    /** S3 denied a read; the message names the IAM action. */
    AccessDenied,
    /** No such bucket in this account. */
    BucketNotFound,
    /** The selector chooses no bucket. */
    NoBuckets,
    /** The bucket is in another region than the spec says. */
    WrongRegion,
    /** Other policies govern everything that this one declares. */
    Conflicted,
    /** No grant covers the bucket. */
    NotGranted,
    /** The spec is invalid beyond what admission can see. */
    InvalidSpec,
    /** The pause annotation is set. */
    Paused,
    /** The revert annotation is not understood, so it has no effect. */
    InvalidRevert,
    /** A queue of changes cannot be read; the message says why. */
    QueueUnreachable,
    /** Everything that the logs hold so far was read. */
    CaughtUp,
    /** There is more in the logs than was read yet. */
    CatchingUp,
    /** The bucket delivers no access logs. */
    LoggingOff,
    /** What was remembered of who uses a bucket cannot be understood; the message says what to do. */
    MemoryUnreadable,
    /** More keys are listed where a log is looked for than can be gone through; the message names the place. */
    TooManyKeys,
    /** More use the bucket than can be remembered. */
    TooManyAccessors;

    /** Whether a policy ever has it; the others are of an S3BucketAccess alone. */
    public boolean isOfPolicy() {
        return switch (this) {
            case CaughtUp, CatchingUp, LoggingOff, MemoryUnreadable, TooManyKeys, TooManyAccessors -> false;
            default -> true;
        };
    }
}
