package io.bucketwarden.command.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandTest {

    private static final String FLEET = "src/test/resources/report/fleet.yaml";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void the_page_goes_into_the_file_or_to_standard_output() throws IOException {
        var page = folder.resolve("report.html");

        assertThat(report("-f", FLEET, "--to", page.toString())).isZero();
        assertThat(Files.readString(page))
                .startsWith("<!doctype html>")
                .contains("<h1>All buckets</h1>", "acme-exports");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
                .isEqualTo("rw-------");

        assertThat(report("-f", FLEET, "--bucket", "acme-media", "--to", "-")).isZero();
        assertThat(out.toString()).contains("<h1>Bucket acme-media</h1>").doesNotContain("acme-exports");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void what_was_there_is_replaced_as_a_whole_or_not_at_all() throws IOException {
        var page = Files.writeString(folder.resolve("report.html"), "before");
        var link = Files.createSymbolicLink(folder.resolve("latest.html"), page);

        assertThat(report("-f", FLEET, "--bucket", "no-such", "--to", page.toString()))
                .isEqualTo(3);
        assertThat(page).hasContent("before");

        assertThat(report("-f", FLEET, "--to", link.toString())).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(page)).contains("acme-exports");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("report.html", "latest.html");
    }

    @Test
    void a_page_is_never_put_in_the_place_of_a_folder_or_a_device() {
        assertThat(report("-f", FLEET, "--to", folder.toString())).isEqualTo(64);
        assertThat(err.toString()).startsWith("--to: '" + folder + "' is a directory; name a file in it");
        assertThat(report("-f", FLEET, "--to", "/dev/null")).isEqualTo(64);
        assertThat(err.toString()).contains("is no regular file; write - for standard output");
        assertThat(report("-f", FLEET, "--to", folder + "/missing/report.html")).isEqualTo(64);
        assertThat(err.toString()).contains("there is no folder '" + folder + "/missing'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --to - --bucket b --account 111122223333 | --account: --bucket names one bucket already
            --to - --account acme                    | --account: 'acme' is no account id; write its 12 digits
            --to - -A -n payments                    | --all-namespaces: --namespace names one already
            --to - -A -f x                           | --filename: everything in it is read
            -f x                                     | Missing required option: '--to=FILE'
            """)
    void what_is_not_meant_so_is_refused(String arguments, String message) {
        assertThat(report(arguments.split(" "))).isEqualTo(64);
        assertThat(err.toString()).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: [                          | is not YAML at line 1
            kind: {}                      | holds what is no Kubernetes resource: it has no kind
            {apiVersion: v1, kind: Pod}   | there is no S3BucketPolicy and no S3BucketAccess in it
            """)
    void a_file_that_cannot_be_read_is_three(String text, String message) throws IOException {
        var file = Files.writeString(folder.resolve("all.yaml"), text);

        assertThat(report("-f", file.toString(), "--to", "-")).isEqualTo(3);
        assertThat(err.toString()).startsWith(file.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
        assertThat(report("-f", folder + "/none.yaml", "--to", "-")).isEqualTo(3);
        assertThat(err.toString()).contains("none.yaml: no such file");
    }

    @Test
    void a_resource_that_cannot_be_understood_hides_no_other_and_is_two() throws IOException {
        var broken = Files.writeString(folder.resolve("broken.json"), """
                {"apiVersion": "bucketwarden.io/v1alpha1", "kind": "S3BucketAccess",
                 "metadata": {"name": "odd"}, "spec": {"policy": "p", "bucket": "b"}, "status": {"phase": "Dreaming"}}""");

        assertThat(report("-f", FLEET, "-f", broken.toString(), "--to", "-")).isEqualTo(2);

        assertThat(err.toString()).startsWith("A resource S3BucketAccess odd cannot be understood");
        assertThat(out.toString()).contains("acme-exports", "A resource S3BucketAccess odd cannot be understood");
    }

    private int report(String... arguments) {
        var all = new ArrayList<>(List.of("report"));
        all.addAll(List.of(arguments));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
