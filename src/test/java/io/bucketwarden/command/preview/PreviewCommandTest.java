package io.bucketwarden.command.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line on logs in a folder, without any server. */
class PreviewCommandTest {

    /** Just before midnight, and near enough to the days of the logs. */
    private static final Instant NOW = Instant.parse("2026-11-30T23:59:59Z");

    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

    private static final String ONE = "bucketName: acme\n  accountId: '123456789012'\n  region: eu-central-1";
    private static final String OFFICE =
            "{networkAccess: {allowedCidrs: [203.0.113.0/24], allowedVpcEndpoints: [vpce-0a1b2c3d]}}";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path logs;

    @BeforeEach
    void make() throws IOException {
        logs = Files.createDirectory(folder.resolve("logs"));
    }

    @Test
    void what_would_have_been_denied_is_two_and_told_with_an_example() throws IOException {
        log("2026-11-20-12-01-00-AAAA", INSIDE, OUTSIDE, WITHIN_A_VPC);
        log("2026-11-20-12-02-00-BBBB", OUTSIDE);

        assertThat(preview(ONE, OFFICE)).as(err.toString()).isEqualTo(2);
        assertThat(out.toString())
                .contains("acme, policy restricted: requests from 2026-11-20 to 2026-11-20")
                .containsPattern("FACET +REQUESTS +DENIED +PRINCIPALS +CANNOT-TELL")
                .containsPattern("networkAccess +4 +2 +1 +1")
                .contains(
                        "arn:aws:sts::123456789012:assumed-role/app from 198.51.100.0/24: REST.GET.OBJECT, 2 requests")
                .contains("cannot be judged: it came through a VPC endpoint")
                .contains("2 objects of the log with 4 requests read; 0 lines and 0 objects could not be read");
    }

    @Test
    void nothing_denied_and_all_judged_is_zero() throws IOException {
        log("2026-11-20-12-01-00-AAAA", INSIDE);

        assertThat(preview(ONE, OFFICE)).as(err.toString()).isZero();
    }

    @Test
    void what_cannot_be_judged_is_three() throws IOException {
        log("2026-11-20-12-01-00-AAAA", INSIDE, WITHIN_A_VPC);

        assertThat(preview(ONE, OFFICE)).isEqualTo(3);
    }

    @Test
    void a_line_that_cannot_be_read_is_three() throws IOException {
        log("2026-11-20-12-01-00-AAAA", INSIDE);
        Files.writeString(logs.resolve("2026-11-20-12-02-00-BBBB"), "nonsense\n");

        assertThat(preview(ONE, OFFICE)).isEqualTo(3);
        assertThat(out.toString()).containsPattern("networkAccess +2 +0 +0 +1").contains("1 lines and 0 objects");
    }

    @Test
    void logs_that_tell_nothing_of_the_bucket_are_three() throws IOException {
        Files.writeString(logs.resolve("2026-11-20-12-01-00-AAAA"), PreviewLines.line("another", INSIDE));

        assertThat(preview(ONE, OFFICE)).isEqualTo(3);
        assertThat(out.toString()).contains("the logs tell of no request to this bucket");
    }

    @Test
    void what_a_facet_would_deny_is_not_known_without_the_owner() throws IOException {
        log("2026-11-20-12-01-00-AAAA", INSIDE);

        assertThat(preview(
                        "bucketName: acme\n  region: eu-central-1",
                        "{accountAccess: {allowedAccounts: ['210987654321']}}"))
                .isEqualTo(3);
        assertThat(out.toString()).contains("accountAccess: ").contains("spec.accountId");
    }

    @Test
    void a_fleet_needs_the_name_of_the_bucket() throws IOException {
        log("2026-11-20-12-01-00-AAAA", OUTSIDE);
        var fleet = "bucketSelector: {namePatterns: ['ac*']}\n  accountId: '123456789012'";

        assertThat(preview(fleet, OFFICE)).isEqualTo(64);
        assertThat(err.toString()).contains("--bucket");
        assertThat(preview(fleet, OFFICE, "--bucket", "acme")).isEqualTo(2);
    }

    @Test
    void a_policy_that_restricts_nothing_is_refused_and_so_is_a_missing_folder() throws IOException {
        assertThat(preview(ONE, "{versioning: {status: Enabled}}")).isEqualTo(64);
        assertThat(err.toString()).contains("declare secureTransport, networkAccess or accountAccess");
        Files.delete(logs);
        assertThat(preview(ONE, OFFICE)).isEqualTo(64);
        assertThat(err.toString()).contains("is no folder that can be read");
        assertThat(preview(ONE, OFFICE, "--days", "91")).isEqualTo(64);
        assertThat(preview(ONE, OFFICE, "--logs", "")).isEqualTo(64);
    }

    @Test
    void days_leave_out_what_is_older() throws IOException {
        Files.writeString(
                logs.resolve("copied"), PreviewLines.line("acme", OUTSIDE).replace("20/Nov/2026", "20/Nov/2019"));

        assertThat(preview(ONE, OFFICE, "--days", "90")).isEqualTo(3);
        assertThat(preview(ONE, OFFICE)).isEqualTo(2);
    }

    @Test
    void days_are_whole_ones_and_today_comes_beside_them() throws IOException {
        log(TODAY.minusDays(3), OUTSIDE);
        log(TODAY.minusDays(2), OUTSIDE);
        assertThat(preview(ONE, OFFICE, "--days", "2")).isEqualTo(2);
        assertThat(out.toString()).contains("requests from " + TODAY.minusDays(2) + " to " + TODAY.minusDays(2));
    }

    @Test
    void a_silent_day_of_those_that_are_asked_for_is_told_and_three() throws IOException {
        for (int ago : List.of(5, 4, 2, 1, 0)) {
            log(TODAY.minusDays(ago), INSIDE);
        }

        assertThat(preview(ONE, OFFICE, "--days", "5")).as(out.toString()).isEqualTo(3);
        assertThat(out.toString()).contains("  silent days: no request was logged on " + TODAY.minusDays(3) + ", so");
        out.getBuffer().setLength(0);
        assertThat(preview(ONE, OFFICE, "--days", "5", "-o", "json")).isEqualTo(3);
        assertThat(new ObjectMapper().readTree(out.toString()).at("/rows/0/silentDays"))
                .extracting(JsonNode::asText)
                .containsExactly(TODAY.minusDays(3).toString());

        out.getBuffer().setLength(0);
        assertThat(preview(ONE, OFFICE)).isZero();
        assertThat(out.toString()).doesNotContain("silent days");
        log(TODAY.minusDays(3), INSIDE);
        assertThat(preview(ONE, OFFICE, "--days", "5")).isZero();
        assertThat(out.toString()).doesNotContain("silent days");
    }

    @Test
    void the_log_of_a_silent_day_may_be_there_and_damaged() throws IOException {
        for (int ago : List.of(5, 4, 2, 1, 0)) {
            log(TODAY.minusDays(ago), INSIDE);
        }
        Files.write(logs.resolve("of-" + TODAY.minusDays(3) + ".gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});

        assertThat(preview(ONE, OFFICE, "--days", "5")).as(out.toString()).isEqualTo(3);

        assertThat(out.toString())
                .contains("no request was logged on " + TODAY.minusDays(3)
                        + ", so the log of then may be missing or could not be read; -o json lists them");
    }

    @Test
    void what_would_have_been_denied_is_two_also_where_days_are_silent() throws IOException {
        log(TODAY.minusDays(1), OUTSIDE);

        assertThat(preview(ONE, OFFICE, "--days", "5")).isEqualTo(2);

        assertThat(out.toString())
                .contains("  silent days: no request was logged on " + TODAY.minusDays(4) + " and 2 more days, so");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void where_there_is_no_request_at_all_no_day_is_silent_besides(int days) throws IOException {
        assertThat(preview(ONE, OFFICE, "--days", String.valueOf(days), "-o", "json"))
                .isEqualTo(3);

        var row = new ObjectMapper().readTree(out.toString()).at("/rows/0");
        assertThat(row.get("message").asText()).isEqualTo("the logs tell of no request to this bucket");
        assertThat(row.has("silentDays")).as(row.toString()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 1", "4, 2"})
    void a_day_that_is_not_whole_is_never_silent(int days, int silent) throws IOException {
        Files.writeString(logs.resolve("of-no-day"), "nonsense\n");

        assertThat(preview(ONE, OFFICE, "--days", String.valueOf(days), "-o", "json"))
                .isEqualTo(3);

        var row = new ObjectMapper().readTree(out.toString()).at("/rows/0");
        assertThat(row.get("cannotTell").asLong()).isEqualTo(1);
        assertThat(row.path("silentDays")).as(row.toString()).hasSize(silent);
    }

    @ParameterizedTest
    @ValueSource(strings = {ONE, "bucketName: acme\n  region: eu-central-1"})
    void in_a_folder_an_operator_that_is_named_needs_no_credentials_and_that_is_said(String which) throws IOException {
        log("2026-11-20-12-01-00-AAAA", INSIDE);
        var file = Files.writeString(folder.resolve("policy.yaml"), PreviewLines.policy(which, OFFICE));
        System.setProperty("aws.disableEc2Metadata", "true");
        System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
        try {
            // Nobody listens there, should there be credentials in the environment.
            assertThat(run(List.of(
                            "preview",
                            "-f",
                            file.toString(),
                            "--logs",
                            logs.toString(),
                            "--endpoint",
                            "http://127.0.0.1:1")))
                    .isEqualTo(3);
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
            System.clearProperty("aws.sharedCredentialsFile");
        }
        assertThat(out.toString() + err)
                .as(err.toString())
                .contains(
                        "The logs are in a folder, which needs no AWS: name the operator's role with --operator-principal");
    }

    @Test
    void files_of_a_trail_are_read_as_such() throws IOException {
        Files.writeString(logs.resolve("trail.json"), "{\"Records\":[]}");
        log("2026-11-20-12-01-00-AAAA", INSIDE);

        assertThat(preview(ONE, OFFICE)).as(out.toString()).isZero();
    }

    @Test
    void json_is_an_output_too() throws IOException {
        log("2026-11-20-12-01-00-AAAA", OUTSIDE);

        assertThat(preview(ONE, OFFICE, "-o", "json")).isEqualTo(2);
        var row = new ObjectMapper().readTree(out.toString()).at("/rows/0");
        assertThat(row.get("facet").asText()).isEqualTo("networkAccess");
        assertThat(row.get("denied").asLong()).isEqualTo(1);
    }

    private static final String INSIDE = PreviewLines.INSIDE;
    private static final String OUTSIDE = PreviewLines.OUTSIDE;
    private static final String WITHIN_A_VPC = PreviewLines.WITHIN_A_VPC;

    private void log(String name, String... addresses) throws IOException {
        var text = new StringBuilder();
        for (var address : addresses) {
            text.append(PreviewLines.line("acme", address));
        }
        Files.writeString(logs.resolve(name), text);
    }

    /** A file without a time in its name. */
    private void log(LocalDate day, String address) throws IOException {
        var written = DateTimeFormatter.ofPattern("dd/MMM/yyyy", Locale.ENGLISH).format(day);
        Files.writeString(
                logs.resolve("of-" + day),
                PreviewLines.line("acme", address).replace("20/Nov/2026:12:00:00", written + ":00:00:00"));
    }

    private int preview(String which, String posture, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("policy.yaml"), PreviewLines.policy(which, posture));
        var arguments = new ArrayList<>(List.of("preview", "-f", file.toString(), "--logs", logs.toString()));
        arguments.addAll(List.of("--operator-principal", PreviewLines.WARDEN));
        arguments.addAll(Arrays.asList(more));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        var commands = Main.commandLine();
        ((PreviewCommand) commands.getSubcommands().get("preview").getCommand()).clock = InstantSource.fixed(NOW);
        return commands.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
