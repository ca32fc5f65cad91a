package io.bucketwarden.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong command line ends with 64 and says which flag, which variable and what to write. */
class CommandLineTest {

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --concurrency=0         | --concurrency (BUCKETWARDEN_CONCURRENCY): 0 is out of range; write 1 to 512
            --concurrency=513       | --concurrency (BUCKETWARDEN_CONCURRENCY): 513 is out of range; write 1 to 512
            --concurrency=many      | --concurrency (BUCKETWARDEN_CONCURRENCY): 'many' is not a whole number
            --management-port=-1    | --management-port (BUCKETWARDEN_MANAGEMENT_PORT): -1 is out of range; write 0 to 65535
            --management-port=70000 | --management-port (BUCKETWARDEN_MANAGEMENT_PORT): 70000 is out of range; write 0 to 65535
            --page-port=65536       | --page-port (BUCKETWARDEN_PAGE_PORT): 65536 is out of range; write 0 to 65535
            --page=maybe            | --page (BUCKETWARDEN_PAGE): 'maybe' is neither true nor false
            --request-rate=0        | --request-rate (BUCKETWARDEN_REQUEST_RATE): 0 is out of range; write 1 to 10000
            --request-rate=10001    | --request-rate (BUCKETWARDEN_REQUEST_RATE): 10001 is out of range; write 1 to 10000
            --endpoint=httpx://s3   | --endpoint (BUCKETWARDEN_ENDPOINT): 'httpx://s3' is not the URL of a server; write http://HOST
            --endpoint=http:s3      | --endpoint (BUCKETWARDEN_ENDPOINT): 'http:s3' is not the URL of a server; write http://HOST
            --endpoint=ht!tp://[    | --endpoint (BUCKETWARDEN_ENDPOINT): 'ht!tp://[' is not the URL of a server; write http://HOST
            --endpoint=localhost:90 | --endpoint (BUCKETWARDEN_ENDPOINT): 'localhost:90' is not the URL of a server; write http://HOST
            --ca-bundle=none.pem    | --ca-bundle (BUCKETWARDEN_CA_BUNDLE): there is no file 'none.pem'
            --ca-bundle=pom.xml     | --ca-bundle (BUCKETWARDEN_CA_BUNDLE): 'pom.xml' holds no certificates; write them as PEM
            --ca-bundle=src         | --ca-bundle (BUCKETWARDEN_CA_BUNDLE): 'src' holds no certificates
            --region=' '            | --region (BUCKETWARDEN_REGION): the region is blank
            --interval-floor=soon   | --interval-floor (BUCKETWARDEN_INTERVAL_FLOOR): 'soon' is not a duration; write hours, minutes
            --verify-delay=-5s      | --verify-delay (BUCKETWARDEN_VERIFY_DELAY): '-5s' is not a duration; write hours, minutes
            --path-style=maybe      | --path-style (BUCKETWARDEN_PATH_STYLE): 'maybe' is neither true nor false
            --log-format=xml        | --log-format (BUCKETWARDEN_LOG_FORMAT): expected one of [text, json]
            """)
    void a_wrong_value_is_refused_with_its_flag_and_variable(String argument, String message) {
        assertThat(run("run", argument.replace("'", ""))).isEqualTo(64);
        assertThat(err.toString()).startsWith(message).endsWith("See: bucketwarden run --help\n");
    }

    /** One word for one form, whatever the command. */
    @ParameterizedTest
    @CsvSource({
        "plan, 'text, json, yaml'",
        "preview, 'text, json, yaml'",
        "revert, 'text, json, yaml'",
        "doctor, 'text, json, yaml'",
        "scan, 'text, json, yaml, csv'",
        "iam-policy, 'json, yaml'"
    })
    void outputs_have_the_same_names_everywhere(String command, String formats) {
        var output = Main.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .findOption("--output");

        assertThat(output.names()).containsExactly("-o", "--output");
        assertThat(List.of(output.type().getEnumConstants()))
                .extracting(Object::toString)
                .isEqualTo(List.of(formats.split(", ")));
        assertThat(output.description()[0].replace(" or ", ", ")).isEqualTo(formats + ".");
        assertThat(output.defaultValue()).isEqualTo(formats.split(", ")[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "--operator-principal, BUCKETWARDEN_OPERATOR_PRINCIPAL",
        "--break-glass-principal, BUCKETWARDEN_BREAK_GLASS_PRINCIPAL"
    })
    void who_is_never_locked_out_is_a_user_or_role(String flag, String variable) {
        var role = "arn:aws:iam::111122223333:role/ops-*";
        for (var wrong :
                List.of("foo", "arn:aws:sts::111122223333:assumed-role/ops/ann", "arn:aws:iam::*:role/ops", "*")) {
            err.getBuffer().setLength(0);

            assertThat(run("plan", "-f", "none", flag + "=" + role, flag + "=" + wrong))
                    .isEqualTo(64);
            assertThat(err.toString())
                    .startsWith(
                            flag + " (" + variable + "): '" + wrong + "' is no user or role; write principals as ARNs")
                    .contains("for a session, write its role");
        }
        err.getBuffer().setLength(0);

        assertThat(run("plan", "-f", "none", flag + "=" + role + ",arn:aws-cn:iam::111122223333:user/path/ann"))
                .isEqualTo(64);
        assertThat(err.toString()).doesNotContain(flag);
    }

    @ParameterizedTest
    @CsvSource({"--page --page-port=8080", "--page --management-port=8081", "--page --page-port=9 --management-port=9"})
    void two_servers_cannot_have_one_port(String arguments) {
        assertThat(run(("run --log-format=text " + arguments).split(" "))).isEqualTo(64);
        assertThat(err.toString())
                .startsWith("--page-port (BUCKETWARDEN_PAGE_PORT): ")
                .contains("is that of --management-port (BUCKETWARDEN_MANAGEMENT_PORT), too; write another");
    }

    @Test
    void a_flag_without_a_variable_names_none() {
        assertThat(run("plan", "-f", "x", "-o", "xml")).isEqualTo(64);
        assertThat(err.toString()).startsWith("--output: expected one of [text, json, yaml]");
    }

    @Test
    void a_doctor_needs_a_queue_that_there_can_be() {
        assertThat(run("doctor")).isEqualTo(64);
        assertThat(err.toString()).startsWith("--queue (BUCKETWARDEN_QUEUES): no queue is given; write the QueueUrl");
        err.getBuffer().setLength(0);

        assertThat(run("doctor", "--queue", "https://sqs.eu-central-1.amazonaws.com/events"))
                .isEqualTo(64);
        assertThat(err.toString()).startsWith("--queue (BUCKETWARDEN_QUEUES): The queue URL https://sqs.eu-central-1");
    }

    @Test
    void no_command_and_a_wrong_one_say_where_help_is() {
        assertThat(run()).isEqualTo(64);
        assertThat(err.toString()).isEqualTo("Missing required subcommand\nSee: bucketwarden --help\n");
        err.getBuffer().setLength(0);

        assertThat(run("destroy")).isEqualTo(64);
        assertThat(err.toString()).isEqualTo("Unmatched argument at index 0: 'destroy'\nSee: bucketwarden --help\n");
    }

    @Test
    void a_command_that_is_nearly_right_is_suggested() {
        assertThat(run("pln")).isEqualTo(64);
        assertThat(err.toString()).contains("Did you mean: bucketwarden plan");
    }

    @Test
    void a_selector_that_admission_would_refuse_is_refused(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("policy.yaml"), """
            apiVersion: bucketwarden.io/v1alpha1
            kind: S3BucketPolicy
            metadata: {name: fleet}
            spec: {posture: {versioning: {status: Enabled}}, bucketSelector: {namePatterns: ['!acme']}}
            """);

        assertThat(run("plan", "-f", file.toString())).isEqualTo(64);
        assertThat(err.toString())
                .contains("fleet: spec.bucketSelector.namePatterns: patterns with a leading ! only take away");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        revert                            | Missing required parameter: 'POLICY'
        revert p --direct                 | --direct: it writes, so write --yes beside it
        revert p --facet=encrypton        | --facet: 'encrypton' is no facet; write one of publicAccess
        revert p --yes --timeout=soon     | --timeout: 'soon' is not a duration
        """)
    void a_revert_that_is_not_meant_so_is_refused_before_anything_is_asked(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(64);
        assertThat(err.toString()).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource({"run, true", "plan, true", "scan, false", "doctor, false", "revert, true"})
    void only_what_has_writing_in_mind_takes_flags_about_it(String command, boolean writes) {
        var options = Main.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .optionsMap();

        assertThat(options).containsKeys("--endpoint", "--path-style", "--region", "--request-rate");
        assertThat(options.containsKey("--allow-insecure-endpoint")).isEqualTo(writes);
        assertThat(options.containsKey("--endpoint-principal-keys")).isEqualTo(writes);
        assertThat(options.containsKey("--operator-principal")).isEqualTo(writes);
        assertThat(options.containsKey("--break-glass-principal")).isEqualTo(writes);
    }

    @ParameterizedTest
    @CsvSource({"run", "plan", "scan", "doctor", "revert", "report", "iam-policy"})
    void every_exit_code_is_documented(String command) {
        assertThat(Main.commandLine().getSubcommands().get(command).getUsageMessage())
                .contains("64", "70", "a bug; please report it");
    }

    @Test
    void a_principal_that_is_set_to_nothing_names_nobody() {
        var writing = new WritingOptions();

        new picocli.CommandLine(writing).parseArgs("--operator-principal=", "--break-glass-principal=");

        assertThat(writing.exemptPrincipals()).isEqualTo(io.bucketwarden.aws.ExemptPrincipals.NONE);
    }

    @Test
    void plan_says_whom_its_preflight_asks_about() {
        var help = Main.commandLine().getSubcommands().get("plan").getUsageMessage();

        assertThat(help.replaceAll("\\s+", " "))
                .contains("asks about you, the caller, and not about the operator: name the operator with"
                        + " --operator-principal");
    }

    @ParameterizedTest
    @CsvSource({"run", "plan", "preview", "scan", "doctor", "revert", "report", "iam-policy"})
    void help_shows_no_default_that_is_none(String command) {
        assertThat(Main.commandLine().getSubcommands().get(command).getUsageMessage())
                .doesNotContain("Default: []")
                .doesNotContainPattern("Default: *-?\n");
    }

    @ParameterizedTest
    @CsvSource({"run", "plan", "preview", "scan", "doctor", "revert"})
    void help_begins_with_what_the_command_is_about(String command) {
        var connection = List.of(AwsOptions.class, WritingOptions.class);
        var declarers = Main.commandLine().getSubcommands().get(command).getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(option -> ((Field) option.userObject()).getDeclaringClass())
                .distinct()
                .toList();

        assertThat(declarers.stream().dropWhile(it -> !connection.contains(it)))
                .isNotEmpty()
                .allMatch(connection::contains);
    }

    @ParameterizedTest
    @CsvSource({"run", "plan", "preview", "scan", "doctor", "revert", "iam-policy"})
    void help_names_the_variable_of_each_flag_that_has_one(String command) {
        var line = Main.commandLine().getSubcommands().get(command);
        var help = line.getUsageMessage();

        assertThat(line.getCommandSpec().options().stream().flatMap(option -> new Flag(option).variable().stream()))
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(help).containsPattern("  Variable: " + variable + "\n"));
    }

    @ParameterizedTest
    @CsvSource({"plan", "preview", "iam-policy", "report"})
    void a_file_may_be_one_of_several(String command) {
        assertThat(Main.commandLine()
                        .getSubcommands()
                        .get(command)
                        .getCommandSpec()
                        .findOption("-f")
                        .isMultiValue())
                .isTrue();
    }

    @Test
    void help_says_how_a_duration_is_written() {
        assertThat(Main.commandLine().getSubcommands().get("revert").getUsageMessage())
                .containsPattern("such as 10m or\\s+90s");
    }

    private int run(String... arguments) {
        return Main.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
