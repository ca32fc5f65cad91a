package io.bucketwarden.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A spec is read in full, or it holds nothing but the reason why not. */
class SpecDeserializerTest {

    private static final Path CORPUS = Path.of("src/test/resources/crd");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    /** Twice the same is as good as once, and what no name can be matches nothing. */
    private static final Set<String> HARMLESS = Set.of(
            "invalid-grant-pattern-twice.yaml",
            "invalid-grant-pattern-too-long.yaml",
            "invalid-grant-region-twice.yaml",
            // An empty list says what one that is left out says.
            "invalid-grant-accounts-empty.yaml",
            "invalid-grant-regions-empty.yaml");

    @ParameterizedTest
    @MethodSource("invalid")
    void what_admission_refuses_grants_nothing_without_admission_either(Path file) throws IOException {
        var spec = YAML.unmarshal(Files.readString(file), S3BucketGrant.class).getSpec();

        assertThat(spec == null || spec.unreadable() != null).isTrue();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void what_admission_accepts_is_read_in_full(Path file) throws IOException {
        var spec = YAML.unmarshal(Files.readString(file), S3BucketGrant.class).getSpec();

        assertThat(spec.unreadable()).isNull();
        assertThat(spec.namespaceSelector()).isNotNull();
        assertThat(spec.bucketPatterns()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            budget: 7                                           | spec.budget cannot be understood
            accounts: [{id: 123456789012}]                      | spec.accounts[0].id cannot be understood
            accounts: [{id: '123456789012', role: admin}]       | spec.accounts[0].role cannot be understood
            accounts: [null]                                    | spec cannot be understood
            accounts: everything                                | spec.accounts cannot be understood
            maxMode: Write                                      | spec.maxMode cannot be understood
            bucketPatterns: [1]                                 | spec.bucketPatterns[0] cannot be understood
            namespaceSelector: {matchLabels: {team: 1}}         | spec.namespaceSelector.matchLabels.team cannot be understood
            namespaceSelector: {matchLables: {team: payments}}  | spec.namespaceSelector: write a label selector
            namespaceSelector: {matchLabels: {team: null}}      | spec.namespaceSelector: write a label selector
            namespaceSelector: {matchExpressions: [{key: team, operator: in, values: [a]}]} | spec.namespaceSelector: write a label
            namespaceSelector: {matchExpressions: [null]}       | spec.namespaceSelector: write a label
            namespaceSelector: {matchLabels: null}              | spec.namespaceSelector: write a label
            namespaceSelector: {matchExpressions: null}         | spec.namespaceSelector: write a label
            namespaceSelector: {matchLabels: {'': payments}}    | spec.namespaceSelector: write a label
            namespaceSelector: {matchExpressions: [{key: team, operator: NotIn, values: ['the guests']}]} | spec.namespaceSelector: write
            namespaceSelector: null                             | spec.namespaceSelector: write a label
            """)
    void a_grant_that_is_not_read_in_full_says_why_and_grants_nothing(String field, String why) {
        var spec = grant(field);

        assertThat(spec.unreadable()).startsWith(why).contains("grants nothing");
        assertThat(spec).isEqualTo(S3BucketGrantSpec.unreadable(spec.unreadable()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            maxMode: Enforced                            | 'Enforced' is none of Audit, Enforce; did you mean Enforce?
            maxMode: audit                               | 'audit' is none of Audit, Enforce; did you mean Audit?
            maxMode: Write                               | 'Write' is none of Audit, Enforce. Correct
            bucketPattern: [a]                           | there is no field bucketPattern; did you mean bucketPatterns?
            budget: 7                                    | there is no field budget here, only accounts, bucketPatterns,
            accounts: [{id: 123456789012}]               | cannot be understood by this version of Bucketwarden. Correct it
            """)
    void what_may_be_written_instead_is_said(String field, String why) {
        assertThat(grant(field).unreadable())
                .contains(why)
                .doesNotContain("operator")
                .doesNotContain("unreadable");
    }

    @Test
    void a_policy_that_is_not_read_in_full_says_why_and_asks_for_nothing() {
        var spec = YAML.unmarshal(
                        "kind: S3BucketPolicy\nspec: {bucketName: acme, posture: {versioning: {state: Enabled}}}",
                        S3BucketPolicy.class)
                .getSpec();

        assertThat(spec.unreadable())
                .startsWith("spec.posture.versioning.state cannot")
                .contains("Nothing is checked");
        assertThat(spec).isEqualTo(S3BucketPolicySpec.unreadable(spec.unreadable()));
    }

    @Test
    void a_grant_that_is_written_and_read_again_is_the_same() {
        var spec = grant("accounts: [{id: '123456789012'}]");

        var text = YAML.asYaml(spec);

        assertThat(text).doesNotContain("regions", "unreadable");
        assertThat(YAML.unmarshal(text, S3BucketGrantSpec.class)).isEqualTo(spec);
    }

    /** A smallest grant, with one field of its own. */
    private static S3BucketGrantSpec grant(String field) {
        var name = field.substring(0, field.indexOf(':'));
        var others = Stream.of("namespaceSelector: {}", "bucketPatterns: ['*']")
                .filter(other -> !other.startsWith(name))
                .toList();
        return YAML.unmarshal(
                        "kind: S3BucketGrant\nspec: {" + String.join(", ", others) + ", " + field + "}",
                        S3BucketGrant.class)
                .getSpec();
    }

    static Stream<Path> invalid() throws IOException {
        return corpus("invalid-grant-")
                .filter(f -> !HARMLESS.contains(f.getFileName().toString()));
    }

    static Stream<Path> valid() throws IOException {
        return corpus("valid-grant-");
    }

    private static Stream<Path> corpus(String prefix) throws IOException {
        try (var files = Files.list(CORPUS)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix)).sorted().toList().stream();
        }
    }
}
