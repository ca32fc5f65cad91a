package io.bucketwarden.command.iampolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.Main;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamPolicyCommandTest {

    private static final String POLICY = """
            apiVersion: bucketwarden.io/v1alpha1
            kind: S3BucketPolicy
            metadata: {name: %1$s}
            spec: {bucketName: %1$s, mode: %2$s, posture: {%3$s}}
            """;
    private static final String VERSIONING = "versioning: {status: Enabled}";
    private static final String GRANT = """
            apiVersion: bucketwarden.io/v1alpha1
            kind: S3BucketGrant
            metadata: {name: payments}
            spec:
              namespaceSelector: {}
              bucketPatterns: ["*"]
              accounts:
                - {id: "111122223333", roleArn: "arn:aws:iam::111122223333:role/bucketwarden"}
            """;
    private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/123456789012/bucketwarden-events";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({"audit, audit-policy", "Enforce, enforce-policy"})
    void without_a_file_it_is_the_policy_that_is_there_to_be_copied(String mode, String file) throws IOException {
        assertThat(run("--mode", mode)).isZero();

        assertThat(out.toString()).isEqualTo(Files.readString(Path.of("config/iam", file + ".json")));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void without_a_mode_nothing_is_written() throws IOException {
        assertThat(run()).isZero();

        assertThat(out.toString()).isEqualTo(Files.readString(Path.of("config/iam/audit-policy.json")));
    }

    @Test
    void each_policy_has_its_own_mode_unless_one_is_given() throws IOException {
        var file = file(POLICY.formatted("one", "Audit", VERSIONING) + "---\n"
                + POLICY.formatted("two", "Enforce", VERSIONING));

        assertThat(run("-f", file)).isZero();
        assertThat(resources("s3:PutBucketVersioning")).containsExactly("arn:aws:s3:::two");
        assertThat(resources("s3:GetBucketVersioning")).containsExactly("arn:aws:s3:::one", "arn:aws:s3:::two");

        assertThat(run("-f", file, "--mode=audit")).isZero();
        assertThat(resources("s3:PutBucketVersioning")).isEmpty();

        assertThat(run("-f", file, "--mode=enforce")).isZero();
        assertThat(resources("s3:PutBucketVersioning")).containsExactly("arn:aws:s3:::one", "arn:aws:s3:::two");
    }

    @Test
    void only_what_the_facets_of_the_file_need_is_allowed() throws IOException {
        assertThat(run("-f", file(POLICY.formatted("one", "Enforce", VERSIONING))))
                .isZero();

        assertThat(document()).hasToString("""
                {"Version":"2012-10-17","Statement":[{"Sid":"BucketwardenRead","Effect":"Allow",\
                "Action":["s3:GetBucketVersioning","s3:ListBucket"],"Resource":"arn:aws:s3:::one"},\
                {"Sid":"BucketwardenWrite","Effect":"Allow","Action":"s3:PutBucketVersioning",\
                "Resource":"arn:aws:s3:::one"}]}""");
    }

    @Test
    void grants_beside_policies_let_their_roles_be_assumed_and_that_they_need_the_same_is_told() throws IOException {
        assertThat(run("-f", file(GRANT + "---\n" + POLICY.formatted("one", "Audit", VERSIONING))))
                .isZero();

        assertThat(resources("sts:AssumeRole")).containsExactly("arn:aws:iam::111122223333:role/bucketwarden");
        // The tags of a session of EKS Pod Identity go with it into the next role.
        assertThat(resources("sts:TagSession")).containsExactly("arn:aws:iam::111122223333:role/bucketwarden");
        assertThat(resources("s3:ListAllMyBuckets")).isEmpty();
        assertThat(err.toString())
                .isEqualTo("Each role that a grant names needs these statements too, in its own account, except"
                        + " BucketwardenRoles: arn:aws:iam::111122223333:role/bucketwarden.\n");
    }

    @Test
    void that_grants_allow_less_than_what_is_printed_is_told() throws IOException {
        var narrow = GRANT.replace("[\"*\"]", "[\"pay-*\"]");

        assertThat(run("-f", file(narrow + "---\n" + POLICY.formatted("one", "Enforce", VERSIONING))))
                .isZero();

        assertThat(resources("s3:PutBucketVersioning")).containsExactly("arn:aws:s3:::one");
        assertThat(err.toString())
                .contains(
                        "S3BucketGrant payments: its bucketPatterns and maxMode: Audit do not limit what is printed, since the file"
                                + " does not tell which namespaces it selects; what the policies ask for is allowed, be it granted"
                                + " or not. --mode audit leaves out the writes.\n");
        assertThat(run("-f", file(narrow + "---\n" + POLICY.formatted("one", "Enforce", VERSIONING)), "--mode=audit"))
                .isZero();
        assertThat(err.toString())
                .contains("S3BucketGrant payments: its bucketPatterns do not limit what is printed")
                .doesNotContain("maxMode");
    }

    @Test
    void with_more_than_one_account_a_named_bucket_is_looked_for_in_their_listings() throws IOException {
        var two = GRANT + "    - {id: \"123456789012\"}\n";

        assertThat(run("-f", file(two + "---\n" + POLICY.formatted("one", "Audit", VERSIONING))))
                .isZero();

        assertThat(resources("s3:ListAllMyBuckets")).containsExactly("*");
    }

    @Test
    void a_list_from_standard_input_is_read_and_what_is_of_other_kinds_is_told() throws IOException {
        var list = """
                {"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"ConfigMap"},
                {"apiVersion":"bucketwarden.io/v1alpha1","kind":"S3BucketPolicy","metadata":{"name":"one"},
                 "spec":{"bucketName":"one","posture":{"versioning":{"status":"Enabled"}}}}]}""";
        var before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)));
            assertThat(run("-f", "-")).isZero();
        } finally {
            System.setIn(before);
        }

        assertThat(resources("s3:GetBucketVersioning")).containsExactly("arn:aws:s3:::one");
        assertThat(err.toString()).isEqualTo("1 of other kinds in - ignored\n");
    }

    @Test
    void a_queue_is_read_and_doctor_looks_at_more() throws IOException {
        assertThat(run("--queue", QUEUE, "--kms-key", "arn:aws:kms:eu-central-1:123456789012:key/1234-ab"))
                .isZero();
        assertThat(resources("sqs:ReceiveMessage"))
                .containsExactly("arn:aws:sqs:eu-central-1:123456789012:bucketwarden-events");
        assertThat(resources("kms:Decrypt")).containsExactly("arn:aws:kms:eu-central-1:123456789012:key/1234-ab");
        assertThat(document().toString())
                .contains(
                        "{\"kms:ViaService\":[\"s3.eu-central-1.amazonaws.com\",\"sqs.eu-central-1.amazonaws.com\"]}");
        assertThat(resources("sqs:GetQueueAttributes")).isEmpty();
        assertThat(run("--kms-key", "arn:aws-cn:kms:cn-north-1:123456789012:key/1234-ab"))
                .isZero();
        assertThat(document().toString()).contains("{\"kms:ViaService\":\"s3.cn-north-1.amazonaws.com.cn\"}");

        assertThat(run("--queue", QUEUE, "--doctor")).isZero();
        assertThat(resources("sqs:GetQueueAttributes"))
                .containsExactly(
                        "arn:aws:sqs:eu-central-1:123456789012:bucketwarden-events",
                        "arn:aws:sqs:eu-central-1:123456789012:bucketwarden-events-*");
        assertThat(resources("cloudtrail:DescribeTrails")).containsExactly("*");
    }

    @ParameterizedTest
    @CsvSource({"--partition=aws-cn, aws-cn", "--region=us-gov-west-1, aws-us-gov", "--region=eu-central-1, aws"})
    void arns_are_of_the_partition_that_is_named(String flag, String partition) throws IOException {
        assertThat(run(flag)).isZero();

        assertThat(resources("s3:GetBucketAcl")).containsExactly("arn:" + partition + ":s3:::*");
    }

    @Test
    void a_region_in_the_file_tells_the_partition() throws IOException {
        var policy = POLICY.formatted("one", "Audit", VERSIONING).replace("spec: {", "spec: {region: cn-north-1, ");

        assertThat(run("-f", file(policy))).isZero();
        assertThat(resources("s3:GetBucketVersioning")).containsExactly("arn:aws-cn:s3:::one");

        assertThat(run("-f", file(policy), "--partition=aws")).isEqualTo(64);
        assertThat(err.toString())
                .startsWith("a role reaches one partition of AWS only, and several are named: aws (--partition),"
                        + " aws-cn (one); ask for each by itself\n");
    }

    @Test
    void yaml_says_the_same_as_json() throws IOException {
        assertThat(run()).isZero();
        var json = document();

        assertThat(run("-o", "yaml")).isZero();
        assertThat(new YAMLMapper().readTree(out.toString())).isEqualTo(json);
    }

    @Test
    void what_is_too_long_for_iam_is_printed_and_told_with_a_way_out() throws IOException {
        var all = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            all.append("---\n").append(POLICY.formatted("acme-bucket-" + i, "Audit", VERSIONING));
        }

        assertThat(run("-f", file(all.toString()))).isEqualTo(2);
        assertThat(resources("s3:GetBucketVersioning")).hasSize(300);
        assertThat(err.toString())
                .matches(
                        "It has \\d+ characters, white space aside; a managed policy of IAM may have 6144\\. Spread .*\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --partition=moon | --partition: 'moon' is no partition; write one of aws, aws-cn
            --region=moon    | --region: 'moon' is no region; write one such as eu-central-1
            --kms-key=alias  | --kms-key: 'alias' is no key; write its ARN, such as arn:aws:kms:
            --doctor         | --doctor: it looks at a queue, so name that with --queue
            --queue=http://127.0.0.1/1/q | --queue (BUCKETWARDEN_QUEUES): http://127.0.0.1/1/q is no queue of AWS
            --mode=both      | --mode: expected one of [Audit, Enforce]
            -f=nowhere.yaml  | nowhere.yaml: no such file
            """)
    void what_is_wrong_is_said_with_its_flag(String argument, String message) throws IOException {
        assertThat(run(argument)).isEqualTo(64);

        assertThat(err.toString()).startsWith(message).contains("See: bucketwarden iam-policy --help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_policy_or_a_grant_that_would_not_be_accepted_is_refused() throws IOException {
        assertThat(run("-f", file(POLICY.formatted("one", "Audit", "")))).isEqualTo(64);
        assertThat(err.toString()).contains("one: ");

        var broken = GRANT.replace("[\"*\"]", "[\"!x\"]");
        assertThat(run("-f", file(broken + "---\n" + POLICY.formatted("one", "Audit", VERSIONING))))
                .isEqualTo(64);
        assertThat(err.toString()).startsWith("S3BucketGrant payments: ");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of("iam-policy"));
        all.addAll(List.of(arguments));
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("policy.yaml"), text).toString();
    }

    private JsonNode document() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    /** On which resources the action is allowed, in order. */
    private List<String> resources(String action) throws IOException {
        var found = new ArrayList<String>();
        document().get("Statement").forEach(statement -> {
            if (texts(statement.get("Action")).contains(action)) {
                found.addAll(texts(statement.get("Resource")));
            }
        });
        return found;
    }

    private static List<String> texts(JsonNode node) {
        return node.isTextual()
                ? List.of(node.asText())
                : StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }
}
