package io.bucketwarden.generate;

import io.bucketwarden.api.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do about a reason that is not fine, for the docs.
 *
 * @param why what is behind it
 * @param look commands that show more; NAME and NAMESPACE are those of the policy
 * @param act what ends it
 */
record Trouble(String why, List<String> look, String act) {

    private static final String CONDITIONS = "kubectl get s3bp NAME -n NAMESPACE -o jsonpath="
            + "'{range .status.conditions[*]}{.type}={.status} {.reason}: {.message}{\"\\n\"}{end}'";
    private static final String FACETS = "kubectl get s3bp NAME -n NAMESPACE -o jsonpath="
            + "'{range .status.buckets[*]}{.name}: {.message}{\"\\n\"}{range .facets[*]}  {.name} {.state}:"
            + " {.message}{\"\\n\"}{end}{end}'";
    private static final String CHANGES =
            "kubectl get s3bp NAME -n NAMESPACE -o jsonpath='{.status.buckets[*].lastChanges}'";
    private static final String EVENTS = "kubectl events -n NAMESPACE --for s3bucketpolicy/NAME";
    private static final String GRANTS = "kubectl get s3bucketgrants -o wide";
    private static final String NAMESPACE = "kubectl get namespace NAMESPACE --show-labels";
    private static final String POLICIES = "kubectl get s3bp -A";
    private static final String ACCESS = "kubectl get s3ba -n NAMESPACE -o jsonpath="
            + "'{range .items[*]}{.metadata.name}: {.status.conditions}{\"\\n\"}{end}'";
    private static final String PREVIEWS =
            "kubectl get s3ba -n NAMESPACE -o jsonpath='{range .items[*]}{.metadata.name}: {.status.previews}{\"\\n\"}{end}'";
    private static final String LOGS =
            "kubectl logs -n bucketwarden -l app.kubernetes.io/name=bucketwarden --prefix --tail=-1 --since=1h";

    /** Commands too long to be shown again for each reason, and what they are called instead. */
    static final Map<String, String> NAMED = named();

    private static Map<String, String> named() {
        var named = new LinkedHashMap<String, String>();
        named.put(CONDITIONS, "the conditions");
        named.put(FACETS, "the facets of each bucket");
        named.put(CHANGES, "the last changes");
        named.put(ACCESS, "the accesses");
        return named;
    }

    /** Empty for a reason that asks nothing of anybody. */
    static Optional<Trouble> of(Reason reason) {
        return switch (reason) {
            case Accepted, Audited, Enforced, NoDrift, Remediating, CaughtUp, CatchingUp -> Optional.empty();
            case Pending ->
                trouble(
                        "The policy is new, its spec or a grant has changed, or the operator has started. Of a large fleet"
                                + " that takes minutes. If it lasts, no operator watches the namespace, or none leads.",
                        "Wait; the message counts the buckets. Without an end, look whether the operator runs and whether"
                                + " `--watch-namespace` leaves this namespace out.",
                        CONDITIONS,
                        "kubectl get pods -n bucketwarden",
                        LOGS);
            case DriftDetected ->
                trouble(
                        "The bucket is not as declared. In Audit mode nothing more happens; in Enforce mode each facet says why"
                                + " it is not written.",
                        "Change the bucket, or the policy; or set `mode: Enforce` to have it repaired. Who made the"
                                + " difference is in `changedBy` where changes are heard of.",
                        FACETS,
                        CHANGES);
            case RemediationFailed ->
                trouble(
                        "AWS denied the write, the bucket cannot take it, or a check found before it was sent that AWS would"
                                + " refuse the policy document. The facet is `Failed`; other facets go on.",
                        "Allow the IAM action that the message names ([facets.md](facets.md) lists all), or mend what it says of"
                                + " the policy document. It is tried again with the next check.",
                        FACETS,
                        EVENTS);
            case WouldLockOut ->
                trouble(
                        "With the statement somebody who works with the bucket now would be denied: the operator, a"
                                + " break-glass principal, the owner's account, log delivery, replication, inventories, or whom"
                                + " statements of others let in.",
                        "Do what the message says: declare who is missing, or narrow the statement that lets them in. If they"
                                + " are meant to be shut out, annotate `bucketwarden.io/accept-lockout=FACET`"
                                + " ([perimeter.md](perimeter.md#preflight)).",
                        FACETS,
                        "bucketwarden plan -f policy.yaml");
            case AwaitingEvidence ->
                trouble(
                        "`requireEvidence` is set, and the requests of the last `evidenceDays` are not known in full yet, or"
                                + " cannot be read.",
                        "Wait for the days to pass. Where the condition `Reading` of the `S3BucketAccess` is `False`, mend what"
                                + " it says.",
                        FACETS,
                        ACCESS);
            case WouldDeny ->
                trouble(
                        "The restriction would have denied requests of the last days. It is not written while that is so.",
                        "Declare the networks or accounts that the preview shows, wait until such requests are out of the days,"
                                + " or accept their number in `acceptedImpact`.",
                        FACETS,
                        PREVIEWS);
            case NotConverging ->
                trouble(
                        "What was written was not there at the next looks, three times in a row. The server may not support"
                                + " the setting, or something undoes it within seconds.",
                        "Find out what undoes it (CloudTrail), or leave the facet out on a server that does not know it."
                                + " One more try follows by itself; annotate `bucketwarden.io/reconcile-requested-at` for one now.",
                        FACETS,
                        CHANGES);
            case Contended ->
                trouble(
                        "Another writer reverted the facet five times within an hour (ten checks, where those take longer), or more than 60 writes to"
                                + " the bucket were needed within an hour.",
                        "Agree on one owner: take the setting out of the other tool, or the facet out of the policy. Then"
                                + " annotate `bucketwarden.io/reconcile-requested-at`.",
                        FACETS,
                        CHANGES,
                        EVENTS);
            case ActionRequired ->
                trouble(
                        "Only the root user can turn MFA delete on. A public statement of somebody else, an ACL grant that others"
                                + " rely on, a log target that cannot take logs, a key in another region: people have to decide.",
                        "Do what the facet's message says; it holds the command where there is one.",
                        FACETS,
                        EVENTS);
            case CheckFailed ->
                trouble(
                        "S3 or STS did not answer, throttled, or does not accept the credentials. `Ready` turns `False` after"
                                + " the fourth time in a row. Or what was before the first write could not be kept.",
                        "The message says what was called and what came back: credentials, proxy, DNS, endpoint, or a right on"
                                + " ConfigMaps. It is tried again with growing pauses, at the latest at the interval.",
                        CONDITIONS,
                        FACETS,
                        LOGS);
            case AccessDenied ->
                trouble(
                        "The operator's role, or the one that the grant names, may not make a read, or may not be assumed.",
                        "Allow the IAM action that the message names, in the role and in the bucket's policy document if that"
                                + " denies it ([facets.md](facets.md)).",
                        CONDITIONS,
                        FACETS);
            case BucketNotFound ->
                trouble(
                        "The name is misspelled, the bucket was deleted, or it belongs to another account than is granted.",
                        "Correct the policy (the name of a bucket cannot be changed: delete it and make another), or create the"
                                + " bucket.",
                        CONDITIONS,
                        "aws s3api head-bucket --bucket BUCKET");
            case NoBuckets ->
                trouble(
                        "No bucket of the granted accounts has such a name, such tags and such a region. The message says"
                                + " what is asked for.",
                        "Correct `bucketSelector`, or the patterns and accounts of the grant.",
                        CONDITIONS,
                        GRANTS);
            case WrongRegion ->
                trouble(
                        "`spec.region` names another region than the bucket is in.",
                        "Correct `spec.region`, or leave it out to have the bucket found.",
                        CONDITIONS);
            case Conflicted ->
                trouble(
                        "For every facet and bucket there is a policy with precedence: granted more, more specific, or older"
                                + " ([layers.md](layers.md)).",
                        "Merge the two, or delete one. Which one governs is named only within the same namespace.",
                        CONDITIONS,
                        POLICIES);
            case NotGranted ->
                trouble(
                        "No `S3BucketGrant` selects the namespace and covers the bucket, its account and its region. Whether the"
                                + " bucket exists is not told.",
                        "Have whoever runs the cluster write a grant ([grants.md](grants.md)); check the labels of the namespace, and `spec.accountId` and `spec.region` against the grant.",
                        NAMESPACE,
                        GRANTS);
            case InvalidSpec ->
                trouble(
                        "A rule is broken that the schema cannot express, or an older CRD let something through.",
                        "Correct what the message names. Apply the CRDs of the operator's version.",
                        CONDITIONS,
                        "kubectl explain s3bp.spec --recursive");
            case Paused ->
                trouble(
                        "Somebody set `bucketwarden.io/paused`. Nothing is looked at, so the rest of the status grows old.",
                        "`kubectl annotate s3bp NAME -n NAMESPACE bucketwarden.io/paused-`",
                        "kubectl get s3bp NAME -n NAMESPACE -o jsonpath='{.metadata.annotations}'");
            case InvalidRevert ->
                trouble(
                        "A name in `bucketwarden.io/revert` is no facet. The whole annotation is without effect: what is held"
                                + " stays held, what is enforced stays enforced.",
                        "Correct the annotation, or remove it ([undo.md](undo.md)).",
                        CONDITIONS,
                        "kubectl get s3bp NAME -n NAMESPACE -o jsonpath='{.metadata.annotations}'");
            case QueueUnreachable ->
                trouble(
                        "The queue was deleted, its policy or the role denies reading, or a thousand buckets wait for a look. Of"
                                + " an `S3BucketAccess` with source `CloudTrailEvents` also: the operator was given no queue.",
                        "`bucketwarden doctor --queue QUEUE-URL` names the problem and the command that mends it"
                                + " ([real-time.md](real-time.md)).",
                        CONDITIONS,
                        LOGS);
            case LoggingOff ->
                trouble(
                        "Who uses the bucket is to be read from its access logs, and it delivers none.",
                        "Declare `posture.logging` with `mode: Enforce`, turn logging on otherwise, or choose another source in"
                                + " `spec.accessTracking`.",
                        ACCESS,
                        FACETS);
            case MemoryUnreadable ->
                trouble(
                        "A newer operator wrote the memory, or somebody changed it.",
                        "Run that version again, or delete the `S3BucketAccess`: learning then begins anew.",
                        ACCESS);
            case TooManyKeys ->
                trouble(
                        "What is listed where the log is looked for, is mostly something else, or so much that it takes many turns,"
                                + " of which only so many logs can be in the middle at the same time.",
                        "Have the log written below a prefix of its own, and remove what others put there; the message names the"
                                + " place.",
                        ACCESS);
            case TooManyAccessors ->
                trouble(
                        "More principals and applications come than there is room for; the oldest are dropped, and may be told"
                                + " as new once more.",
                        "Look for a caller that changes its name or application all the time, or lower `forgetAfterDays`.",
                        ACCESS);
        };
    }

    private static Optional<Trouble> trouble(String why, String act, String... look) {
        return Optional.of(new Trouble(why, List.of(look), act));
    }
}
