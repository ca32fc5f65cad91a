package io.bucketwarden.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No policy is passed over because of how its file is written. */
class PolicyFileTest {

    private static final String HEAD = "apiVersion: bucketwarden.io/v1alpha1\n";
    private static final String POLICY = HEAD + "kind: S3BucketPolicy\nspec: {bucketName: acme}\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: \"S3BucketPolicy\"\nspec: {bucketName: acme}",
                "kind: 'S3BucketPolicy'\nspec: {bucketName: acme}",
                "kind:   S3BucketPolicy # ours\nspec: {bucketName: acme}",
                "\"kind\": S3BucketPolicy\nspec: {bucketName: acme}",
                "spec: {bucketName: acme}\nkind: S3BucketPolicy"
            })
    void a_policy_is_known_by_its_kind_however_that_is_written(String rest) throws Exception {
        assertThat(buckets(HEAD + rest)).isEqualTo("acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\n", "--- # the next one\n", "---   \n", "...\n---\n", "---\n---\n# nothing\n---\n"})
    void documents_end_where_yaml_says(String separator) throws Exception {
        assertThat(buckets(POLICY + separator + POLICY.replace("acme", "beta"))).isEqualTo("acme beta");
    }

    @Test
    void a_separator_within_a_text_is_none() throws Exception {
        var read = PolicyFile.parse("""
                apiVersion: v1
                kind: ConfigMap
                data:
                  policy.yaml: |
                    ---
                    kind: S3BucketPolicy
                ---
                """ + POLICY, "file");

        assertThat(read.policies()).hasSize(1);
        assertThat(read.others()).isEqualTo(1);
    }

    @Test
    void json_is_read_with_spaces_and_with_tabs() throws Exception {
        var json = """
                {
                  "apiVersion": "bucketwarden.io/v1alpha1",
                  "kind": "S3BucketPolicy",
                  "spec": {
                    "bucketName": "acme"
                  }
                }
                """;

        assertThat(buckets(json)).isEqualTo("acme");
        assertThat(buckets(json.replace("  ", "\t"))).isEqualTo("acme");
    }

    @Test
    void lists_are_looked_into() throws Exception {
        var item = "{apiVersion: bucketwarden.io/v1alpha1, kind: S3BucketPolicy, spec: {bucketName: %s}}";
        var list =
                "apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Secret}, " + item.formatted("acme") + "]\n";
        var typed = HEAD + "kind: S3BucketPolicyList\nitems: [" + item.formatted("beta") + "]\n";

        var read = PolicyFile.parse(list + "---\n" + typed, "file");

        assertThat(read.policies()).extracting(p -> p.getSpec().bucketName()).containsExactly("acme", "beta");
        assertThat(read.others()).isEqualTo(1);
    }

    @Test
    void the_same_kind_of_another_group_is_not_ours() {
        refused(
                "apiVersion: s3.aws.example/v1\nkind: S3BucketPolicy\n",
                "holds no S3BucketPolicy",
                "only 1 of other kinds");
    }

    @Test
    void what_might_be_meant_as_a_policy_is_refused_not_passed_over() {
        refused(POLICY.replace("v1alpha1", "v2"), "does not know bucketwarden.io/v2; write bucketwarden.io/v1alpha1");
        refused("kind: S3BucketPolicy\n", "document 1 has no apiVersion: write apiVersion: bucketwarden.io/v1alpha1");
        refused(POLICY + "---\nspec: {}\n", "document 2 is not a Kubernetes resource: it has no kind");
        refused(POLICY + "---\njust text\n", "document 2 is not a Kubernetes resource");
        refused("# nothing\n", "file holds no S3BucketPolicy");
        refused(POLICY + "metadata: [1]\n", "document 1: metadata cannot be understood");
    }

    @Test
    void an_error_of_the_text_names_line_and_column() {
        refused("kind: S3BucketPolicy\nspec: a: b\n", "not YAML at line 2, column 8: mapping values are not allowed");
        refused("kind: a\nkind: b\n", "not YAML at line 2, column 1", "duplicate key kind");
        refused("{\n\t\"kind\": \"a\",\n\t\"spec\" 3\n}", "not JSON at line 3, column");
        refused("{\n\t\"kind\": \"a\",\n\t\"kind\": \"b\"\n}", "not JSON at line 3, column", "Duplicate");
    }

    @Test
    void a_file_that_cannot_be_read_says_why() throws Exception {
        var latin = Files.write(folder.resolve("latin"), new byte[] {'k', (byte) 0xE9});

        assertThatThrownBy(() -> PolicyFile.read(folder.resolve("none"))).hasMessageEndingWith("none: no such file");
        assertThatThrownBy(() -> PolicyFile.read(folder)).hasMessageEndingWith("is a directory: name a file");
        assertThatThrownBy(() -> PolicyFile.read(latin)).hasMessageEndingWith("is not text in UTF-8");
    }

    @Test
    void a_byte_order_mark_is_no_obstacle() throws Exception {
        var file = Files.writeString(folder.resolve("marked.yaml"), "\uFEFF" + POLICY);

        assertThat(PolicyFile.read(file).policies()).hasSize(1);
    }

    @Test
    void several_files_are_read_as_one_and_need_a_policy_between_them() throws Exception {
        var one = Files.writeString(folder.resolve("one.yaml"), POLICY);
        var other = Files.writeString(folder.resolve("other.yaml"), "kind: Secret\n");

        var read = PolicyFile.read(List.of(other, one, one));

        assertThat(read.policies()).hasSize(2);
        assertThat(read.others()).isEqualTo(1);
        assertThatThrownBy(() -> PolicyFile.read(List.of(other, other)))
                .hasMessageStartingWith(other + ", " + other + " hold no S3BucketPolicy");
    }

    @Test
    void a_hyphen_reads_standard_input() throws Exception {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(POLICY.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(PolicyFile.read(Path.of("-")).policies()).hasSize(1);
        } finally {
            System.setIn(before);
        }
    }

    private static String buckets(String text) throws PolicyFile.Unusable {
        return String.join(
                " ",
                PolicyFile.parse(text, "file").policies().stream()
                        .map(p -> p.getSpec().bucketName())
                        .toList());
    }

    private static void refused(String text, String... because) {
        assertThatThrownBy(() -> PolicyFile.parse(text, "file"))
                .isInstanceOf(PolicyFile.Unusable.class)
                .hasMessageContainingAll(because);
    }
}
