package io.bucketwarden.conformance;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import java.util.List;
import java.util.Objects;

/** What the store says where it does not do what is asked: who is denied what, and where a bucket is. */
final class AnswerScenarios {

    private static final String SSE_S3 = "encryption: {algorithm: AES256}";
    private static final String ENABLED = "versioning: {status: Enabled}";

    static final List<Scenario> ALL = List.of(
            Scenario.of(
                    "denied-encryption-read",
                    "encryption",
                    "A denied read is Unknown, and names the IAM action, which is called otherwise than the call.",
                    room -> deniedRead(room, SSE_S3, "s3:GetEncryptionConfiguration")),
            Scenario.of(
                    "denied-versioning-read",
                    "versioning",
                    "A denied read is Unknown, and names the IAM action.",
                    room -> deniedRead(room, ENABLED, "s3:GetBucketVersioning")),
            Scenario.of(
                    "denied-versioning-write",
                    "versioning",
                    "A denied write is Failed, and names the IAM action.",
                    room -> {
                        var bucket = room.bucket();
                        Documents.put(room, bucket, Documents.denying(room, bucket, "s3:PutBucketVersioning"));
                        room.becomes(
                                "the answer",
                                "403 AccessDenied",
                                () -> Room.answer(() -> room.s3()
                                        .putBucketVersioning(r ->
                                                r.bucket(bucket).versioningConfiguration(c -> c.status("Suspended")))));
                        var said = room.enforce(bucket, ENABLED);
                        Room.check(
                                said.state() == FacetState.Failed
                                        && said.message().contains("s3:PutBucketVersioning"),
                                "the pass should name s3:PutBucketVersioning, and says " + Room.text(said));
                    }),
            Scenario.of(
                    "another-owner",
                    "any",
                    "A bucket that another account than the declared one owns is not touched.",
                    room -> {
                        var bucket = room.bucket();
                        var other = room.store().account().equals("111122223333") ? "444455556666" : "111122223333";
                        room.isStopped(
                                () -> room.buckets().open(bucket, GrantedAccount.OWN, other, null),
                                ENABLED,
                                Reason.AccessDenied);
                    }),
            Scenario.of(
                    "another-region-is-found",
                    "any",
                    "A bucket in another region is found there, and repaired.",
                    room -> {
                        var bucket = room.bucketElsewhere();
                        room.becomes(
                                "the region",
                                room.store().elsewhere(),
                                () -> room.open(bucket).identity().region());
                        room.repairs(bucket, ENABLED);
                    }),
            Scenario.of("listing-names-the-region", "any", "The list of buckets names the region of each.", room -> {
                var bucket = room.bucketElsewhere();
                room.becomes(
                        "the region",
                        room.store().elsewhere(),
                        () -> room.buckets().list(GrantedAccount.OWN).stream()
                                .filter(it -> it.name().equals(bucket))
                                .map(it -> Objects.requireNonNullElse(it.region(), "not named"))
                                .findFirst()
                                .orElse("not listed"));
            }),
            Scenario.of(
                    "wrong-region",
                    "any",
                    "A bucket that is looked for in the wrong region is WrongRegion, and not touched.",
                    room -> {
                        var bucket = room.bucketElsewhere();
                        room.isStopped(
                                () -> room.buckets()
                                        .open(
                                                bucket,
                                                GrantedAccount.OWN,
                                                room.store().toldOwner(),
                                                room.store().region()),
                                ENABLED,
                                Reason.WrongRegion);
                    }),
            Scenario.ofNone(
                    "no-such-bucket",
                    "any",
                    "A bucket that is not there is BucketNotFound.",
                    room -> room.isStopped(() -> room.open(room.nameOfNoBucket()), ENABLED, Reason.BucketNotFound)));

    private AnswerScenarios() {}

    private static void deniedRead(Room room, String posture, String action) {
        var bucket = room.bucket();
        Documents.put(room, bucket, Documents.denying(room, bucket, action));
        room.says(
                bucket,
                posture,
                "Unknown for want of " + action,
                said -> said.state() == FacetState.Unknown
                        && said.reason() == Reason.AccessDenied
                        && said.message().contains(action));
    }
}
