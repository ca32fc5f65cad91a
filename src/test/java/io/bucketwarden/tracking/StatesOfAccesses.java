package io.bucketwarden.tracking;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccess;
import io.bucketwarden.api.S3BucketAccessStatus;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Each state in which the operator reports who uses a bucket, with the status that its own code makes of it. */
public final class StatesOfAccesses {

    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final BucketIdentity BUCKET = BucketIdentity.named("acme-ledger", "us-east-1", "123456789012");
    private static final Source EVENTS = new Source("events of CloudTrail", BUCKET, null, Silence.ofEvents());

    private StatesOfAccesses() {}

    /** By a name of the state. */
    public static Map<String, S3BucketAccess> all() {
        var states = new TreeMap<String, S3BucketAccess>();
        states.put("new", access());
        states.put("caught-up", read(Optional.empty(), false));
        states.put("catching-up", read(Optional.empty(), true));
        states.put("check-failed", failed(Reason.CheckFailed, "S3 answered 503 SlowDown to ListObjectsV2."));
        states.put("access-denied", failed(Reason.AccessDenied, "S3 denied ListObjectsV2: allow s3:ListBucket."));
        states.put("logging-off", failed(Reason.LoggingOff, "The bucket delivers no access logs."));
        states.put(
                "bucket-not-found",
                failed(Reason.BucketNotFound, "There is no bucket named acme-logs to read logs from."));
        states.put(
                "wrong-region", failed(Reason.WrongRegion, "The bucket acme-logs with the logs is not in us-east-1."));
        states.put("not-granted", failed(Reason.NotGranted, "No grant covers the bucket acme-logs with the logs."));
        var deaf = new Queues(false, List::of).trouble().orElseThrow();
        states.put("queue-unreachable", failed(deaf.reason(), deaf.text()));
        var unreadable = Memory.unreadable("it is no gzip.");
        states.put("memory-unreadable", failed(unreadable.reason(), unreadable.text()));
        states.put("too-many-keys", failed(Reason.TooManyKeys, "None of the first 100000 keys is a log object."));
        states.put("saturated", saturated());
        var edited = read(Optional.empty(), false);
        edited.getMetadata().setGeneration(2L);
        states.put("edited", edited);
        return states;
    }

    private static S3BucketAccess read(Optional<CallFailed> problem, boolean more) {
        var known = Knowledge.start(Visits.tracked().asked(), EVENTS, NOON);
        return with(new AccessStatus(access(), NOON).of(known, List.of(), problem, more, true, EVENTS));
    }

    private static S3BucketAccess failed(Reason reason, String message) {
        return with(new AccessStatus(access(), NOON).failed(new CallFailed(reason, message)));
    }

    /** With the conditions alone of one that remembers too many: all of them would be no file to look at. */
    private static S3BucketAccess saturated() {
        var status = read(Optional.empty(), false).getStatus();
        var message = status.conditions().getFirst().message();
        return with(
                status,
                new AccessConditions(status, 1, NOON).of(Condition.Status.True, Reason.CaughtUp, message, true));
    }

    private static S3BucketAccess with(S3BucketAccessStatus status) {
        return with(status, status.conditions());
    }

    /** Without the memory, which is compressed, and so may be written otherwise by another JDK. */
    private static S3BucketAccess with(S3BucketAccessStatus status, List<Condition> conditions) {
        var access = access();
        access.setStatus(new S3BucketAccessStatus(
                status.observedGeneration(),
                status.phase(),
                status.learningUntil(),
                status.source(),
                status.readUntil(),
                status.lastReadTime(),
                status.summary(),
                status.accessors(),
                status.alerts(),
                status.previews(),
                null,
                conditions));
        return access;
    }

    private static S3BucketAccess access() {
        return new KubernetesSerialization().unmarshal("""
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketAccess
                metadata:
                  name: ledger-acme-ledger
                  namespace: payments
                  generation: 1
                  creationTimestamp: "2026-11-29T11:59:00Z"
                spec: {policy: ledger, bucket: acme-ledger}
                """, S3BucketAccess.class);
    }
}
