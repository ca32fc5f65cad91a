package io.bucketwarden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {

    private static final String POLICY = """
            apiVersion: bucketwarden.io/v1alpha1
            %s
            metadata: {name: %s}
            spec: {bucketName: acme, posture: {versioning: {status: Enabled}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void every_document_is_read_however_it_is_written() throws IOException {
        var file = write(POLICY.formatted("kind: S3BucketPolicy", "one")
                + "--- # the second\n"
                + POLICY.formatted("kind: \"S3BucketPolicy\"", "two")
                + "---\n"
                + POLICY.formatted("kind:   S3BucketPolicy", "three")
                + "---\n");

        assertThat(names(file)).containsExactly("one", "two", "three");
    }

    @Test
    void lists_and_json_are_read_and_other_kinds_are_counted() throws IOException {
        var file = write("""
                {"apiVersion": "v1", "kind": "List", "items": [
                  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "other"}},
                  {"apiVersion": "elsewhere.io/v1", "kind": "S3BucketPolicy", "metadata": {"name": "stranger"}},
                  {"apiVersion": "bucketwarden.io/v1alpha1", "kind": "S3BucketPolicy", "metadata": {"name": "one"},
                   "spec": {"bucketName": "acme", "posture": {"versioning": {"status": "Enabled"}}}}]}
                """);

        var read = PolicyFile.read(file, InputStream.nullInputStream());

        assertThat(read.others()).isEqualTo(2);
        assertThat(names(file)).containsExactly("one");
    }

    @Test
    void a_hyphen_is_standard_input() throws IOException {
        var input = new ByteArrayInputStream(
                POLICY.formatted("kind: S3BucketPolicy", "piped").getBytes(StandardCharsets.UTF_8));

        assertThat(PolicyFile.read(Path.of("-"), input).policies())
                .singleElement()
                .satisfies(p -> assertThat(p.getMetadata().getName()).isEqualTo("piped"));
    }

    @Test
    void what_cannot_be_read_says_why_and_where() throws IOException {
        var broken = write("kind: S3BucketPolicy\nspec: {bucketName: [acme}\n");

        assertThatThrownBy(() -> names(folder.resolve("none.yaml"))).hasMessageEndingWith("none.yaml: no such file");
        assertThatThrownBy(() -> names(folder)).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> names(broken))
                .hasMessageContaining("line 2, column")
                .hasMessageContaining("not YAML");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("policies.yaml"), text);
    }

    private static List<String> names(Path file) throws IOException {
        return PolicyFile.read(file, InputStream.nullInputStream()).policies().stream()
                .map(policy -> policy.getMetadata().getName())
                .toList();
    }
}
