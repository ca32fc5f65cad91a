package io.bucketwarden.generate;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;

/** What each type of condition and each reason means, for the docs. One that is new has no text and so does not compile. */
final class Meanings {

    private Meanings() {}

    static String of(Condition.Type type) {
        return switch (type) {
            case Accepted ->
                "The policy is valid and granted, and governs something. While it is `False`, nothing is read or written.";
            case Ready ->
                "The operator did its job for this generation of the spec. In Audit mode that is to look; so drift does not make it `False`.";
            case Compliant ->
                "The buckets match. `Unknown` where something could not be read and nothing is known to differ.";
            case Reconciling -> "Work is under way that will change `Ready`.";
            case Stalled -> "Nothing will change until somebody acts; it is tried again slowly all the same.";
            case Paused ->
                "The pause annotation is set: no checks, no writes. `Ready` and `Compliant` stay as they were.";
            case ChangesUnheard ->
                "A queue of changes cannot be read, or too much waits; full checks come more often instead.";
            case RevertRefused -> "The revert annotation names what is no facet, so all of it has no effect.";
            case Reading -> "The logs, or events, that tell who uses the bucket are read.";
            case Saturated -> "More use the bucket than can be remembered, so some that are told as new may not be.";
        };
    }

    /** On which kind, and how long. */
    static String where(Condition.Type type) {
        return switch (type) {
            case Accepted, Ready, Compliant -> "`S3BucketPolicy`, always";
            case Reconciling, Stalled, Paused, ChangesUnheard, RevertRefused -> "`S3BucketPolicy`, while it holds";
            case Reading -> "`S3BucketAccess`, always";
            case Saturated -> "`S3BucketAccess`, while it holds";
        };
    }

    /** What a reason says, without a full stop. */
    static String of(Reason reason) {
        return switch (reason) {
            case Pending -> "not every bucket was looked at yet, or not every account was listed";
            case Accepted -> "the policy is valid, and governs what it declares";
            case Audited ->
                "everything was read and reported; nothing is written in Audit mode, or where the grant allows Audit only";
            case Enforced -> "everything that the operator can do is done";
            case NoDrift -> "every governed facet matches, or is exempt";
            case DriftDetected -> "at least one facet differs";
            case Remediating -> "a repair was written and is being verified";
            case RemediationFailed -> "a write was refused, by S3 or by a check before it";
            case WouldLockOut ->
                "a policy document would shut out somebody who works with the bucket, so it is not written";
            case AwaitingEvidence -> "a restriction waits until it is known what it would deny";
            case WouldDeny -> "a restriction would have denied requests, and nobody has accepted that";
            case NotConverging -> "three writes in a row did not hold, so writing has stopped";
            case Contended ->
                "somebody else keeps reverting what is written, or too much is to be written, so writing has stopped";
            case ActionRequired -> "only a person can close a difference";
            case CheckFailed ->
                "AWS could not be reached, gave no answer or refused the credentials; it is tried again";
            case AccessDenied -> "a read was denied";
            case BucketNotFound -> "there is no such bucket in the account";
            case NoBuckets -> "the selector chooses no bucket";
            case WrongRegion -> "the bucket is in another region than the spec says";
            case Conflicted -> "other policies govern everything that this one declares";
            case NotGranted -> "no grant covers the namespace and the bucket";
            case InvalidSpec -> "the spec cannot be acted upon, for a reason that admission could not see";
            case Paused -> "the pause annotation is set";
            case InvalidRevert -> "the revert annotation is not understood";
            case QueueUnreachable -> "a queue of changes cannot be read, or there is none where one is needed";
            case CaughtUp -> "everything that the logs hold so far was read";
            case CatchingUp -> "there is more in the logs than was read yet";
            case LoggingOff -> "the bucket delivers no access logs";
            case MemoryUnreadable -> "what was remembered of who uses the bucket cannot be understood";
            case TooManyKeys -> "more keys are listed where a log is looked for than can be gone through";
            case TooManyAccessors -> "more use the bucket than can be remembered";
        };
    }
}
