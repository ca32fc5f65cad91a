package io.bucketwarden.conformance;

import java.util.List;

/** Our statements among those of others, and what may not be in a policy document. */
final class DocumentScenarios {

    private static final String TLS = "secureTransport: {}";

    static final List<Scenario> ALL = List.of(
            Scenario.of("secure-transport-repair", "secureTransport", "Plain http is denied.", room -> {
                var bucket = room.bucket();
                room.drifts(bucket, TLS, "secureTransport.statement.BucketwardenSecureTransport");
                room.repairs(bucket, TLS);
            }),
            Scenario.of("minimum-tls-repair", "secureTransport", "Old versions of TLS are denied.", room -> {
                var bucket = room.bucket();
                room.repairs(bucket, "secureTransport: {minimumTlsVersion: '1.2'}");
            }),
            Scenario.of(
                    "secure-transport-put-back",
                    "secureTransport",
                    "A document of our statements alone is deleted when they are put back.",
                    room -> {
                        var bucket = room.bucket();
                        room.repairs(bucket, TLS);
                        room.putsBack(bucket, TLS);
                        room.becomes("the document", "", () -> Documents.of(room, bucket));
                    }),
            Scenario.of(
                    "statement-of-others-survives",
                    "secureTransport",
                    "A statement of others stays, character by character as the store gives it.",
                    room -> {
                        var bucket = room.bucket();
                        putTheirs(room, bucket);
                        var before = statement(Documents.of(room, bucket));
                        room.repairs(bucket, TLS);
                        room.becomes("their statement", before, () -> statement(Documents.of(room, bucket)));
                        room.putsBack(bucket, TLS);
                        room.becomes("their statement", before, () -> statement(Documents.of(room, bucket)));
                    }),
            Scenario.of(
                    "statement-of-others-suffices",
                    "secureTransport",
                    "Where a statement of others denies plain http in other words, none of ours is added.",
                    room -> {
                        var bucket = room.bucket();
                        Documents.put(room, bucket, Documents.of("""
                            {"Sid":"NoHttp","Effect":"Deny","Principal":{"AWS":"*"},"Action":["s3:*"],\
                            "Resource":["%1$s/*","%1$s"],"Condition":{"Bool":{"AWS:SecureTransport":["false"]}}}\
                            """.formatted(Documents.arn(room, bucket))));
                        room.isCompliant(bucket, TLS);
                        room.writesNothing(bucket, TLS);
                    }),
            Scenario.of(
                    "facet-taken-out",
                    "secureTransport",
                    "The statement of a facet that is declared no more leaves the document.",
                    room -> {
                        var bucket = room.bucket();
                        putTheirs(room, bucket);
                        room.repairs(bucket, TLS);
                        room.enforce(bucket, "versioning: {status: Enabled}");
                        room.becomes(
                                "ours in the document",
                                false,
                                () -> Documents.of(room, bucket).contains("BucketwardenSecureTransport"));
                        room.becomes(
                                "theirs in the document",
                                true,
                                () -> Documents.of(room, bucket).contains("Theirs"));
                    }),
            Scenario.of(
                    "network-access-repair",
                    "networkAccess",
                    "Data is for one network only, and whoever enforces it goes on to work with the bucket.",
                    room -> {
                        var bucket = room.bucket();
                        room.repairs(bucket, "networkAccess: {allowedCidrs: [203.0.113.0/24]}");
                        room.becomes(
                                "the answer to the one who enforces",
                                "accepted",
                                () -> Room.answer(() -> room.s3().listObjectsV2(r -> r.bucket(bucket))));
                    }),
            Scenario.of(
                    "account-access-repair",
                    "accountAccess",
                    "Data is for one account only, and its owner goes on to work with the bucket.",
                    room -> {
                        var bucket = room.bucket();
                        room.repairs(
                                bucket,
                                "accountAccess: {allowedAccounts: ['%s']}"
                                        .formatted(room.store().account()));
                        room.becomes(
                                "the answer to the owner",
                                "accepted",
                                () -> Room.answer(() -> room.s3().listObjectsV2(r -> r.bucket(bucket))));
                    }),
            Scenario.of(
                    "unknown-action-is-refused",
                    "policy document",
                    "A document with an action that S3 does not have is refused.",
                    room -> {
                        var bucket = room.bucket();
                        room.refuses(
                                400,
                                "MalformedPolicy",
                                () -> Documents.put(room, bucket, Documents.denying(room, bucket, "s3:NoSuchAction")));
                    }),
            Scenario.of(
                    "other-bucket-is-refused",
                    "policy document",
                    "A document about another bucket is refused.",
                    room -> {
                        var bucket = room.bucket();
                        room.refuses(
                                400,
                                "MalformedPolicy",
                                () -> Documents.put(
                                        room,
                                        bucket,
                                        Documents.denying(room, room.nameOfNoBucket(), "s3:GetBucketVersioning")));
                    }),
            Scenario.of(
                    "unknown-principal-is-refused",
                    "policy document",
                    "A document that names a user who does not exist is refused.",
                    room -> {
                        var bucket = room.bucket();
                        var nobody = "arn:" + Documents.partition(room) + ":iam::"
                                + room.store().account() + ":user/bucketwarden-conformance-nobody";
                        room.refuses(
                                400,
                                "MalformedPolicy",
                                () -> Documents.put(room, bucket, Documents.of("""
                                    {"Effect":"Deny","Principal":{"AWS":"%s"},"Action":"s3:GetObject","Resource":"%s/*"}\
                                    """.formatted(
                                                nobody, Documents.arn(room, bucket)))));
                    }));

    private DocumentScenarios() {}

    /** An escape, and an order of keys and values that no program would choose. */
    private static String theirs(Room room, String bucket) {
        return """
            {"Action":["s3:GetObject"],"Sid":"Theirs","Resource":"%s/a\\u0062c/*","Effect":"Deny","Principal":"*",\
            "Condition":{"StringLike":{"aws:Referer":["https://b.example/*","https://a.example/*"]}}}\
            """.formatted(Documents.arn(room, bucket));
    }

    /** A statement of others, once it is seen. */
    private static void putTheirs(Room room, String bucket) {
        Documents.put(room, bucket, Documents.of(theirs(room, bucket)));
        room.becomes("the document", true, () -> Documents.of(room, bucket).contains("Theirs"));
    }

    /** The text of their statement: from the brace before its first key to the one that closes it. */
    private static String statement(String document) {
        var sid = document.indexOf("Theirs");
        Room.check(sid >= 0, "their statement is missing in " + document);
        var depth = 0;
        var start = sid;
        while (depth < 1) {
            start--;
            depth += document.charAt(start) == '{' ? 1 : document.charAt(start) == '}' ? -1 : 0;
        }
        var end = start;
        depth = 0;
        do {
            depth += document.charAt(end) == '{' ? 1 : document.charAt(end) == '}' ? -1 : 0;
            end++;
        } while (depth > 0);
        return document.substring(start, end);
    }
}
