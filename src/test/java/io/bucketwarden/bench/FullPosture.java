package io.bucketwarden.bench;

/** Every facet, so that a benchmark makes every read. */
final class FullPosture {

    private FullPosture() {}

    /** The lines of {@code spec.posture}, each indented by what stands below it. */
    static String yaml(String logs, String prefix) {
        return """
               posture:
                   publicAccess: {block: true}
                   objectOwnership: {rule: BucketOwnerEnforced}
                   encryption: {algorithm: AES256}
                   versioning: {status: Enabled}
                   mfaDelete: {required: true, denyDeletesWithoutMfa: true}
                   logging: {targetBucket: %s, targetPrefix: %s}
                   secureTransport: {minimumTlsVersion: "1.2"}
                   networkAccess: {allowedCidrs: [203.0.113.0/24]}
                   accountAccess: {allowedAccounts: ["123456789012"]}""".formatted(logs, prefix);
    }
}
