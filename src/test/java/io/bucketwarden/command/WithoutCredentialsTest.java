package io.bucketwarden.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bucketwarden.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has no credentials is told that, and nothing else. */
class WithoutCredentialsTest {

    private static final List<String> SETTINGS =
            List.of("aws.disableEc2Metadata", "aws.configFile", "aws.sharedCredentialsFile");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void haveNone() {
        assumeThat(System.getenv("AWS_ACCESS_KEY_ID")).isNull();
        SETTINGS.forEach(name -> System.setProperty(
                name,
                name.endsWith("Metadata") ? "true" : folder.resolve("none").toString()));
    }

    @AfterEach
    void restore() {
        SETTINGS.forEach(System::clearProperty);
    }

    @Test
    void each_command_says_the_same_before_it_looks_at_anything() throws IOException {
        var policy = Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata: {name: acme, namespace: storage}
                spec:
                  bucketName: acme
                  posture: {secureTransport: {}}
                """).toString();

        assertThat(run("scan")).isEqualTo(3);
        var said = err.toString();
        assertThat(said).startsWith("There are no AWS credentials. ").hasLineCount(1);
        assertThat(run("plan", "-f", policy)).isEqualTo(3);
        assertThat(run("plan", "-f", policy, "-o", "json")).isEqualTo(3);
        assertThat(run("preview", "-f", policy, "--logs", "s3://acme-logs/access"))
                .isEqualTo(3);
        assertThat(err.toString()).isEqualTo(said.repeat(4));
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
