package io.bucketwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values the chart takes. */
class ChartValuesTest {

    /** What Kubernetes has in too many forms to repeat them; its API server refuses what it does not know. */
    private static final Set<String> OPEN = Set.of(
            ".global", ".affinity.nodeAffinity", ".affinity.podAffinity", ".affinity.podAntiAffinity", "#volume");

    private static JsonNode schema;

    @BeforeAll
    static void helm() throws IOException {
        Chart.assumeRenderable();
        schema = new ObjectMapper()
                .readTree(Chart.SOURCE.resolve("values.schema.json").toFile());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replica: 2                                  | additional properties 'replica' not allowed
            leaderElection: {enabled: false}            | additional properties 'leaderElection' not allowed
            image: {digets: x}                          | at '/image': additional properties 'digets' not allowed
            aws: {rolearn: x}                           | at '/aws': additional properties 'rolearn' not allowed
            metrics: {serviceMonitor: {enable: true}}   | at '/metrics/serviceMonitor': additional properties 'enable' not allowed
            networkPolicy: {egress: {dns: true}}        | additional properties 'dns' not allowed
            networkPolicy: {ingress: {metricsFrom: [{podSelecter: {}}]}} | additional properties 'podSelecter' not allowed
            extraEnv: [{name: A, valeu: b}]             | additional properties 'valeu' not allowed
            extraEnv: [{value: b}]                      | missing property 'name'
            tolerations: [{keys: a}]                    | additional properties 'keys' not allowed
            securityContext: {readonlyRootFilesystem: true} | additional properties 'readonlyRootFilesystem' not allowed
            replicas: two                               | at '/replicas': got string, want integer
            replicas: -1                                | at '/replicas': minimum: got -1, want 0
            requireGrants: "false"                      | at '/requireGrants': got string, want boolean
            watchNamespaces: storage                    | at '/watchNamespaces': got string, want array
            watchNamespaces: [Storage]                  | 'Storage' does not match pattern
            queues: [sqs]                               | 'sqs' does not match pattern
            endpoint: {url: "s3:9000"}                  | '/endpoint/url'
            concurrency: 1000                           | maximum: got 1,000, want 512
            accessInterval: 5                           | at '/accessInterval': got number, want string
            intervalFloor: 1d                           | '1d' does not match pattern
            breakGlassPrincipals: ["anna"]              | 'anna' does not match pattern
            reports: Openreports                        | value must be one of 'None', 'OpenReports', 'PolicyReport'
            logFormat: xml                              | value must be one of 'json', 'text'
            image: {digest: "md5:0"}                    | 'md5:0' does not match pattern
            image: {repository: "a/b:1"}                | 'a/b:1' does not match pattern
            aws: {roleArn: bucketwarden}                | 'bucketwarden' does not match pattern
            caBundle: {inline: /etc/ca.pem}             | '/etc/ca.pem' does not match pattern
            commonLabels: {a: 1}                        | at '/commonLabels/a': got number, want string
            page: {port: 0}                             | at '/page/port': minimum: got 0, want 1
            """)
    void what_is_misspelt_or_of_another_type_is_refused(String values, String message) {
        assertThatThrownBy(() -> Chart.asInstalled().render(values)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {image: {tag: v2, digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}} | image.digest= to go by the tag
            {serviceAccount: {create: false}}                                              | name yours in serviceAccount.name
            {serviceAccount: {create: false, name: a}, aws: {roleArn: "arn:aws:iam::123456789012:role/a"}} | annotate your own
            {serviceAccount: {annotations: {eks.amazonaws.com/role-arn: a}}, aws: {roleArn: "arn:aws:iam::123456789012:role/a"}} | leave one of them out
            {commonLabels: {app.kubernetes.io/name: a}}                                    | commonLabels: app.kubernetes.io/name is a label that the chart sets
            {commonLabels: {app.kubernetes.io/version: a}}                                 | commonLabels: app.kubernetes.io/version is
            {podLabels: {app.kubernetes.io/instance: a}}                                   | podLabels: app.kubernetes.io/instance is
            {metrics: {alerts: {labels: {helm.sh/chart: a}}}}                              | metrics.alerts.labels: helm.sh/chart is
            {requireGrants: false, tenantRoles: {edit: true}}                              | tenantRoles.edit needs requireGrants
            {metrics: {service: {enabled: false}, serviceMonitor: {enabled: true}}}        | needs metrics.service.enabled
            {page: {enabled: true, port: 8080}}                                            | choose another
            {page: {enabled: true, port: 9100}, metrics: {service: {port: 9100}}}          | choose another for one of them
            {watchNamespaces: [storage, bucketwarden], tenantRoles: {edit: true}}          | bucketwarden keeps what the operator writes back
            {watchNamespaces: [records], records: {namespace: records}, tenantRoles: {edit: true}} | take it out of watchNamespaces
            {extraEnv: [{name: BUCKETWARDEN_REQUIRE_GRANTS, value: "false"}], tenantRoles: {edit: true}} | BUCKETWARDEN_REQUIRE_GRANTS is set by a value of the chart
            {extraEnv: [{name: BUCKETWARDEN_MANAGEMENT_PORT, value: "1"}]}                 | BUCKETWARDEN_MANAGEMENT_PORT is set by
            {caBundle: {inline: "-----BEGIN CERTIFICATE----- a -----BEGIN RSA PRIVATE KEY----- b"}} | holds a private key
            {networkPolicy: {egress: {apiServerPorts: [6443, 80]}}}                        | would open the credentials of the node
            {endpoint: {allowInsecure: true}}                                              | endpoint.url, which is empty
            {caBundle: {configMap: {name: a}, secret: {name: b}}}                          | not configMap and secret
            """)
    void what_contradicts_itself_is_refused_with_what_to_do(String values, String message) {
        assertThatThrownBy(() -> Chart.asInstalled().render(values)).hasMessageContaining(message);
    }

    @Test
    void the_values_of_the_documentation_are_taken() throws IOException {
        var values = Files.readString(Path.of("docs/install.md"))
                .split("```yaml\n", 2)[1]
                .split("```", 2)[0];

        assertThat(String.join("\n", Chart.asInstalled().render(values)))
                .contains("kind: ServiceMonitor", "kind: PrometheusRule", "kind: PodDisruptionBudget");
    }

    /** What is set before is used again, as by --reset-then-reuse-values. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tag: v1                                                                           | tag    | VERSION       | :VERSION
            digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" | digest | sha256:DIGEST | @sha256:fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210
            """)
    void the_documented_upgrade_runs_the_new_image(String before, String set, String to, String image)
            throws IOException {
        assertThat(Files.readString(Path.of("docs/upgrading.md"))).contains("--set image." + set + "=" + to);
        var value = to.replace("DIGEST", "fedcba9876543210".repeat(4));
        var values = new YAMLMapper().readValue(before, new TypeReference<TreeMap<String, String>>() {});

        values.put(set, value);
        assertThat(String.join(
                        "\n", Chart.asInstalled().render(new YAMLMapper().writeValueAsString(Map.of("image", values)))))
                .contains("image: bucketwarden" + image);
    }

    @Test
    void tenants_may_edit_where_nothing_of_the_operator_is_kept() {
        assertThat(
                        Chart.asInstalled()
                                .render(
                                        "{watchNamespaces: [storage], records: {namespace: records}, tenantRoles: {edit: true}}"))
                .anyMatch(manifest -> manifest.contains("bucketwarden-policy-editor"));
    }

    /** Braces make a list of a value of --set; unquoted, a shell may take them for its own. */
    @Test
    void the_list_that_the_documentation_sets_on_the_command_line_is_quoted_and_taken() throws IOException {
        var page = Files.readString(Path.of("docs/install.md"));
        var set = Pattern.compile("--set (\\S*)queues=\\{([^}]+)}").matcher(page);
        assertThat(set.find()).isTrue();
        assertThat(set.group(1)).isEqualTo("'");

        assertThat(String.join("\n", Chart.asInstalled().render("queues: [\"" + set.group(2) + "\"]")))
                .contains("BUCKETWARDEN_QUEUES, value: \"" + set.group(2) + "\"");
    }

    @Test
    void every_object_of_the_schema_is_closed() {
        var open = new ArrayList<String>();
        open("", schema, open);
        schema.path("definitions").properties().forEach(type -> open("#" + type.getKey(), type.getValue(), open));

        assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN);
    }

    @Test
    void schema_and_values_know_the_same_names() throws IOException {
        var values =
                new YAMLMapper().readTree(Chart.SOURCE.resolve("values.yaml").toFile());
        var inValues = new TreeSet<String>();
        var inSchema = new TreeSet<String>();
        names("", values, schema, inValues, inSchema);

        assertThat(inValues).isEmpty();
        assertThat(inSchema).containsExactly(".global", ".resources.claims");
    }

    /** Collects what is in one of the two alone; below free objects, and in what Kubernetes defines, nothing is compared. */
    private static void names(
            String path, JsonNode values, JsonNode type, Set<String> inValuesAlone, Set<String> inSchemaAlone) {
        var known = type.path("properties");
        if (path.endsWith("ecurityContext") || !known.isObject() || path.equals(".affinity")) {
            return;
        }
        values.properties().forEach(value -> {
            var here = path + "." + value.getKey();
            if (known.has(value.getKey())) {
                names(here, value.getValue(), known.get(value.getKey()), inValuesAlone, inSchemaAlone);
            } else {
                inValuesAlone.add(here);
            }
        });
        known.fieldNames().forEachRemaining(name -> {
            if (!values.has(name)) {
                inSchemaAlone.add(path + "." + name);
            }
        });
    }

    /** Collects objects that take whatever they are given. */
    private static void open(String path, JsonNode type, List<String> found) {
        if (type.path("type").asText().equals("object") && isOpen(type.path("additionalProperties"))) {
            found.add(path);
        }
        type.path("properties").properties().forEach(one -> open(path + "." + one.getKey(), one.getValue(), found));
        if (type.has("items")) {
            open(path + "[]", type.get("items"), found);
        }
    }

    private static boolean isOpen(JsonNode additional) {
        return additional.isMissingNode() || additional.isBoolean() && additional.asBoolean();
    }
}
