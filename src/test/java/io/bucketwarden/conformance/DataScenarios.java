package io.bucketwarden.conformance;

import io.bucketwarden.api.FacetState;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.EncryptionType;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** What keeps data: encryption, versions, and the second factor to delete them. */
final class DataScenarios {

    private static final String SSE_S3 = "encryption: {algorithm: AES256}";
    private static final String ENABLED = "versioning: {status: Enabled}";
    private static final String MFA_STATEMENT = "mfaDelete: {denyDeletesWithoutMfa: true}";

    static final List<Scenario> ALL = List.of(
            Scenario.of(
                    "encryption-new-bucket",
                    "encryption",
                    "A new bucket encrypts with SSE-S3.",
                    room -> room.isCompliant(room.bucket(), SSE_S3)),
            Scenario.of(
                    "encryption-new-bucket-blocks-sse-c",
                    "encryption",
                    "A new bucket refuses keys that the client provides (SSE-C).",
                    room -> room.isCompliant(room.bucket(), "encryption: {blockSseC: true}")),
            Scenario.of("encryption-repair", "encryption", "Another algorithm is seen, and SSE-S3 is set.", room -> {
                var bucket = room.bucket();
                encrypt(
                        room,
                        bucket,
                        rule -> rule.applyServerSideEncryptionByDefault(
                                d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS)));
                room.drifts(bucket, SSE_S3, "encryption.algorithm");
                room.repairs(bucket, SSE_S3);
            }),
            Scenario.of(
                    "encryption-key-is-kept-as-written",
                    "encryption",
                    "The ARN of a key is stored as it is written, whether or not there is such a key.",
                    room -> {
                        var bucket = room.bucket();
                        encrypt(
                                room,
                                bucket,
                                rule -> rule.applyServerSideEncryptionByDefault(
                                        d -> d.sseAlgorithm(ServerSideEncryption.AES256)));
                        var posture = kms(room);
                        room.drifts(
                                bucket,
                                posture,
                                "encryption.algorithm",
                                "encryption.kmsKeyArn",
                                "encryption.bucketKey");
                        room.repairs(bucket, posture);
                    }),
            Scenario.of(
                    "encryption-keeps-the-rest",
                    "encryption",
                    "What is blocked in the same rule stays blocked when the algorithm changes.",
                    room -> {
                        var bucket = room.bucket();
                        encrypt(
                                room,
                                bucket,
                                rule -> rule.applyServerSideEncryptionByDefault(
                                                d -> d.sseAlgorithm(ServerSideEncryption.AES256))
                                        .blockedEncryptionTypes(b -> b.encryptionType(EncryptionType.SSE_C)));
                        room.isCompliant(bucket, "encryption: {blockSseC: true}");
                        room.repairs(bucket, kms(room));
                        room.isCompliant(bucket, "encryption: {blockSseC: true}");
                    }),
            Scenario.of("encryption-put-back", "encryption", "The algorithm is put back.", room -> {
                var bucket = room.bucket();
                encrypt(
                        room,
                        bucket,
                        rule -> rule.applyServerSideEncryptionByDefault(
                                d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS)));
                room.drifts(bucket, SSE_S3, "encryption.algorithm");
                room.repairs(bucket, SSE_S3);
                room.putsBack(bucket, SSE_S3);
                room.becomes(
                        "the algorithm",
                        ServerSideEncryption.AWS_KMS,
                        () -> room.s3()
                                .getBucketEncryption(r -> r.bucket(bucket))
                                .serverSideEncryptionConfiguration()
                                .rules()
                                .getFirst()
                                .applyServerSideEncryptionByDefault()
                                .sseAlgorithm());
            }),
            Scenario.of(
                    "versioning-new-bucket",
                    "versioning",
                    "A new bucket makes no versions, and says so without a status.",
                    room -> room.says(
                            room.bucket(),
                            ENABLED,
                            "never enabled",
                            said -> said.drifts().stream()
                                    .anyMatch(drift -> drift.actual().equals("never enabled")))),
            Scenario.of("versioning-repair", "versioning", "Suspended versioning is seen and enabled.", room -> {
                var bucket = room.bucket();
                version(room, bucket, BucketVersioningStatus.SUSPENDED);
                room.drifts(bucket, ENABLED, "versioning.status");
                room.repairs(bucket, ENABLED);
            }),
            Scenario.of(
                    "versioning-put-back",
                    "versioning",
                    "What was never enabled is put back as Suspended, which is as near as S3 lets one come.",
                    room -> {
                        var bucket = room.bucket();
                        room.repairs(bucket, ENABLED);
                        room.putsBack(bucket, ENABLED);
                        room.becomes(
                                "the status",
                                BucketVersioningStatus.SUSPENDED,
                                () -> room.s3()
                                        .getBucketVersioning(r -> r.bucket(bucket))
                                        .status());
                    }),
            Scenario.of(
                    "versioning-under-object-lock",
                    "versioning",
                    "A bucket with Object Lock cannot have versioning suspended, and the pass says so.",
                    room -> {
                        var bucket = room.bucketWithObjectLock();
                        room.isCompliant(bucket, ENABLED);
                        var said = room.enforce(bucket, "versioning: {status: Suspended}");
                        Room.check(
                                !said.written() && said.message().contains("InvalidBucketState"),
                                "InvalidBucketState should have been answered, and the pass says " + Room.text(said));
                        room.isCompliant(bucket, ENABLED);
                    }),
            Scenario.of(
                    "mfa-delete-needs-a-person",
                    "mfaDelete",
                    "MFA delete is off, only the root user can turn it on, and nothing is written.",
                    room -> {
                        var bucket = room.bucket();
                        room.drifts(bucket, "mfaDelete: {required: true}", "mfaDelete.required");
                        var said = room.writesNothing(bucket, "mfaDelete: {required: true}");
                        Room.check(
                                said.state() == FacetState.ActionRequired
                                        && said.message().contains("put-bucket-versioning"),
                                "a person should have been told the command, and the pass says " + Room.text(said));
                    }),
            Scenario.of(
                    "mfa-delete-statement",
                    "mfaDelete",
                    "The statement that denies deletes without MFA is taken, and taken out again.",
                    room -> {
                        var bucket = room.bucket();
                        version(room, bucket, BucketVersioningStatus.ENABLED);
                        room.drifts(bucket, MFA_STATEMENT, "mfaDelete.statement.BucketwardenMfaDelete");
                        room.repairs(bucket, MFA_STATEMENT);
                        room.putsBack(bucket, MFA_STATEMENT);
                        room.becomes("the document", "", () -> Documents.of(room, bucket));
                    }));

    private DataScenarios() {}

    /** No key is made: S3 does not look for one before an object comes. */
    private static String kms(Room room) {
        return "encryption: {algorithm: 'aws:kms', bucketKey: true, kmsKeyArn: 'arn:%s:kms:%s:%s:key/%s'}"
                .formatted(
                        Documents.partition(room),
                        room.store().region(),
                        room.store().account(),
                        "00000000-0000-4000-8000-000000000000");
    }

    private static void encrypt(Room room, String bucket, Consumer<ServerSideEncryptionRule.Builder> how) {
        room.s3()
                .putBucketEncryption(r -> r.bucket(bucket)
                        .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                                .applyMutation(how)
                                .build())));
    }

    private static void version(Room room, String bucket, BucketVersioningStatus status) {
        room.s3().putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(c -> c.status(status)));
    }
}
