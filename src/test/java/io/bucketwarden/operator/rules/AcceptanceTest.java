package io.bucketwarden.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What admission refuses is not acted upon without admission either. */
class AcceptanceTest {

    private static final Path CORPUS = Path.of("src/test/resources/crd");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    /** Twice the same is as good as once; the API server refuses it because it merges lists. */
    private static final Set<String> HARMLESS = Set.of(
            "invalid-cidr-twice.yaml",
            "invalid-mfa-delete-principal-twice.yaml",
            "invalid-selector-pattern-twice.yaml",
            // No bucket has such a name, so that the pattern matches none.
            "invalid-selector-pattern-too-long.yaml");

    @ParameterizedTest
    @MethodSource("invalid")
    void what_admission_refuses_is_refused(Path file) throws IOException {
        assertThat(problem(Files.readString(file))).isPresent();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void what_admission_accepts_is_accepted(Path file) throws IOException {
        assertThat(problem(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            encryption: {}                                                   | spec.posture.encryption: declare at least one
            encryption: {algorithm: AES256, kmsKeyArn: nonsense}             | spec.posture.encryption.kmsKeyArn: write the key's ARN
            encryption: {algorithm: AES256, kmsKeyArn: KEY}                  | spec.posture.encryption: kmsKeyArn needs algorithm
            encryption: {kmsKeyArn: KEY}                                     | spec.posture.encryption: kmsKeyArn needs algorithm
            encryption: {algorithm: 'aws:kms'}                               | spec.posture.encryption: algorithm aws:kms needs kmsKeyArn
            encryption: {algorithm: 'aws:kms:dsse', kmsKeyArn: KEY, bucketKey: true} | spec.posture.encryption: bucketKey: true needs
            networkAccess: {}                                                | spec.posture.networkAccess: list at least one network
            networkAccess: {allowedCidrs: []}                                | spec.posture.networkAccess: list at least one network
            networkAccess: {allowedCidrs: [home]}                            | spec.posture.networkAccess.allowedCidrs: write networks in CIDR
            networkAccess: {allowedCidrs: [203.0.113.7]}                     | spec.posture.networkAccess.allowedCidrs: write networks in CIDR
            networkAccess: {allowedCidrs: [203.0.113.7/24]}                  | spec.posture.networkAccess.allowedCidrs: write the network's own
            networkAccess: {allowedCidrs: ['2001:db8::1/32']}                | spec.posture.networkAccess.allowedCidrs: write the network's own
            networkAccess: {allowedCidrs: [0.0.0.0/0]}                       | spec.posture.networkAccess.allowedCidrs: a /0 network
            networkAccess: {allowedCidrs: [null]}                            | spec.posture.networkAccess.allowedCidrs: write networks in CIDR
            networkAccess: {allowedVpcEndpoints: [vpc-1]}                    | spec.posture.networkAccess.allowedVpcEndpoints: write endpoint ids
            networkAccess: {allowedCidrs: [10.0.0.0/8], exemptPrincipals: [me]} | spec.posture.networkAccess.exemptPrincipals: write principals
            accountAccess: {}                                                | spec.posture.accountAccess: list at least one account
            accountAccess: {allowedAccounts: ['12']}                         | spec.posture.accountAccess.allowedAccounts: write accounts
            accountAccess: {allowedOrganizations: [acme]}                    | spec.posture.accountAccess.allowedOrganizations: write organization
            logging: {}                                                      | spec.posture.logging.targetBucket: a bucket name has
            logging: {targetBucket: acme-invoices}                           | spec.posture.logging.targetBucket: a bucket that logs into itself
            mfaDelete: {required: false}                                     | spec.posture.mfaDelete: write required: true
            secureTransport: {minimumTlsVersion: '1.1'}                      | spec.posture.secureTransport.minimumTlsVersion: write
            publicAccess: {block: true, exemptTag: {value: 'yes'}}           | spec.posture.publicAccess.exemptTag: write the key
            publicAccess: {block: false}                                     | spec.posture.publicAccess: write block: true
            versioning: {}                                                   | spec.posture.versioning: write a status
            objectOwnership: {}                                              | spec.posture.objectOwnership: write a rule
            """)
    void a_facet_that_says_nothing_sensible_is_invalid(String facet, String advice) {
        var key = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd";

        assertThat(problem(policy("acme-invoices", facet.replace("KEY", "'" + key + "'"))))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.reason()).isEqualTo(Reason.InvalidSpec);
                    assertThat(problem.message()).startsWith(advice);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bucketSelector: {}                                  | spec.bucketSelector: choose by at least one
            bucketSelector: {namePatterns: []}                  | spec.bucketSelector.namePatterns: patterns with a leading !
            bucketSelector: {namePatterns: ['!a']}              | spec.bucketSelector.namePatterns: patterns with a leading !
            bucketSelector: {namePatterns: [A]}                 | spec.bucketSelector.namePatterns: write globs
            bucketSelector: {namePatterns: [null]}              | spec.bucketSelector.namePatterns: write globs
            bucketSelector: {tags: {}}                          | spec.bucketSelector.tags: name at least one tag
            bucketSelector: {tags: {'': a}}                     | spec.bucketSelector.tags: a tag's key has
            bucketSelector: {regions: []}                       | spec.bucketSelector.regions: list at least one
            bucketSelector: {regions: [Europe]}                 | spec.bucketSelector.regions: write regions
            {bucketSelector: {namePatterns: ['*']}, region: eu-central-1} | spec.region: region is of one bucket
            {bucketSelector: {namePatterns: ['*']}, bucketName: acme} | spec.bucketName: write exactly one
            {bucketName: acme, exemptions: [{facet: tls}]}      | spec.exemptions: write the name of a facet
            {bucketName: acme, exemptions: [null]}              | spec.exemptions: write the name of a facet
            {bucketName: acme, exemptions: [{facet: logging, reason: r, owner: o, expires: '2027-03-31'}]} | spec.exemptions: an exemption is from
            {bucketName: acme, exemptions: [{facet: versioning, reason: r, owner: o, expires: '2027-02-30'}]} | spec.exemptions: the calendar has no
            """)
    void a_fleet_or_an_exemption_that_says_nothing_sensible_is_invalid(String fields, String advice) {
        var body = fields.startsWith("{") ? fields.substring(1, fields.length() - 1) : fields;

        assertThat(problem("kind: S3BucketPolicy\nspec: {posture: {versioning: {status: Enabled}}, " + body + "}"))
                .hasValueSatisfying(problem -> assertThat(problem.message()).startsWith(advice));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            accessTracking: {source: ServerAccessLogs}                       | spec.accessTracking: accessTracking reads the logs
            accessTracking: {source: CloudTrailLogs}                         | spec.accessTracking.cloudTrail: cloudTrail says where
            accessTracking: {source: CloudTrailEvents, cloudTrail: {bucket: acme-trail}} | spec.accessTracking.cloudTrail: cloudTrail says where
            accessTracking: {source: CloudTrailLogs, cloudTrail: {}}         | spec.accessTracking.cloudTrail.bucket: a bucket name has
            accessTracking: {source: CloudTrailLogs, cloudTrail: {bucket: acme}} | spec.accessTracking.cloudTrail.bucket: a bucket that receives the files of its own trail
            accessTracking: {source: CloudTrailEvents, learningDays: 0}      | spec.accessTracking.learningDays: write a number from 1 to 90
            accessTracking: {source: CloudTrailEvents, learningDays: 91}     | spec.accessTracking.learningDays: write a number from 1 to 90
            accessTracking: {source: CloudTrailEvents, forgetAfterDays: 401} | spec.accessTracking.forgetAfterDays: write a number from 1 to 400
            accessTracking: {source: CloudTrailEvents, evidenceDays: 0}      | spec.accessTracking.evidenceDays: write a number from 1 to 90
            accessTracking: {source: CloudTrailEvents, maxAccessors: 9}      | spec.accessTracking.maxAccessors: write a number from 10 to 500
            requireEvidence: true                                            | spec.requireEvidence: requireEvidence needs requests
            acceptedImpact: [null]                                           | spec.acceptedImpact: write secureTransport, networkAccess
            acceptedImpact: [{facet: versioning, requests: 1, expires: '2027-03-31'}] | spec.acceptedImpact: write secureTransport, networkAccess
            acceptedImpact: [{facet: secureTransport, requests: 0, expires: '2027-03-31'}] | spec.acceptedImpact: write how many requests
            acceptedImpact: [{facet: secureTransport, requests: 1}]          | spec.acceptedImpact: write expires as YYYY-MM-DD
            acceptedImpact: [{facet: secureTransport, requests: 1, expires: '2027-3-31'}] | spec.acceptedImpact: write expires as YYYY-MM-DD
            acceptedImpact: [{facet: secureTransport, requests: 1, expires: '2027-02-30'}] | spec.acceptedImpact: the calendar has no such day
            acceptedImpact: [{facet: networkAccess, requests: 1, expires: '2027-03-31'}] | spec.acceptedImpact: acceptedImpact is about
            """)
    void tracking_that_cannot_be_done_is_invalid(String field, String advice) {
        assertThat(problem("kind: S3BucketPolicy\nspec: {bucketName: acme, posture: {secureTransport: {}}, " + field
                        + "}"))
                .hasValueSatisfying(problem -> assertThat(problem.message()).startsWith(advice));
    }

    @Test
    void a_bucket_of_a_fleet_may_be_the_one_with_the_files_of_the_trail() {
        assertThat(
                        problem(
                                "kind: S3BucketPolicy\nspec: {bucketSelector: {namePatterns: ['*']}, posture:"
                                        + " {secureTransport: {}}, accessTracking: {source: CloudTrailLogs, cloudTrail: {bucket: acme}}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Acme         | a bucket name has 3 to 63
            ab           | a bucket name has 3 to 63
            a..b         | no two dots
            10.0.0.1     | not an IP address
            acme--x-s3   | general purpose bucket
            xn--acme     | reserved by S3
            """)
    void a_name_that_no_bucket_can_have_is_invalid(String name, String advice) {
        assertThat(problem(policy(name, "secureTransport: {}")))
                .hasValueSatisfying(problem -> assertThat(problem.message())
                        .startsWith("spec.bucketName: ")
                        .contains(advice));
    }

    @Test
    void a_posture_without_a_facet_and_a_policy_without_a_bucket_are_invalid() {
        assertThat(problem(policy("acme-invoices", "")).orElseThrow().message()).contains("declare at least one facet");
        assertThat(problem("kind: S3BucketPolicy\nspec: {posture: {secureTransport: {}}}")
                        .orElseThrow()
                        .message())
                .contains("name the bucket");
    }

    @Test
    void every_facet_can_be_exempted() throws IOException {
        var exempted = YAML.unmarshal(
                        Files.readString(CORPUS.resolve("valid-exemptions-of-every-facet.yaml")), S3BucketPolicy.class)
                .getSpec()
                .exemptions();

        assertThat(exempted)
                .extracting(Exemption::facet)
                .containsExactlyElementsOf(Stream.of(Posture.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    @Test
    void an_account_without_quotes_is_invalid_as_it_is_to_the_api_server() {
        assertThat(problem("kind: S3BucketPolicy\nspec: {bucketName: acme, accountId: 123456789012,"
                                + " posture: {secureTransport: {}}}")
                        .orElseThrow()
                        .message())
                .contains("spec.accountId");
    }

    static Stream<Path> invalid() throws IOException {
        return corpus("invalid-").filter(f -> !HARMLESS.contains(f.getFileName().toString()));
    }

    static Stream<Path> valid() throws IOException {
        return corpus("valid-");
    }

    private static Stream<Path> corpus(String prefix) throws IOException {
        try (var files = Files.list(CORPUS)) {
            return files
                    .filter(f -> f.getFileName().toString().startsWith(prefix)
                            && !f.getFileName().toString().matches("(in)?valid-(grant|access)-.*"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static String policy(String bucket, String facet) {
        return """
               kind: S3BucketPolicy
               spec:
                 bucketName: %s
                 posture: {%s}
               """.formatted(bucket, facet);
    }

    private static Optional<Acceptance> problem(String yaml) {
        return Acceptance.problem(YAML.unmarshal(yaml, S3BucketPolicy.class).getSpec());
    }
}
