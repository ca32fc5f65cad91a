package io.bucketwarden.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiDocsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S3BucketPolicy:s3bucketpolicies",
                "S3BucketGrant:s3bucketgrants",
                "S3BucketAccess:s3bucketaccesses"
            })
    void every_field_rule_and_column_of_each_kind_is_there(String names) throws IOException {
        var kind = names.split(":")[0];
        var docs = section(kind);
        var version = new YAMLMapper()
                .readTree(Path.of("crds/" + names.split(":")[1] + ".bucketwarden.io-v1.yaml")
                        .toFile())
                .at("/spec/versions/0");
        var schema = version.at("/schema/openAPIV3Schema");

        assertThat(fields("", schema))
                .hasSizeGreaterThan(10)
                .allSatisfy(field -> assertThat(docs).containsPattern("\\Q`" + field + "`\\E\\** [|]"));
        assertThat(schema.findValuesAsText("message"))
                .allSatisfy(message -> assertThat(docs).contains(message.replace("|", "\\|")));
        assertThat(version.path("additionalPrinterColumns").findValuesAsText("name"))
                .allSatisfy(column -> assertThat(docs).contains("| " + column + " | `."));
    }

    @Test
    void a_row_tells_type_default_bounds_and_words() throws IOException {
        var docs = section("S3BucketPolicy");

        assertThat(docs)
                .contains("| `spec.mode` | string | default `Audit`; `Audit`, `Enforce` |")
                .contains("| `spec.exemptions` | list of objects, key `facet` | at most 9 items |")
                .contains(
                        "| `spec.posture.networkAccess.allowedCidrs` | set of strings | at most 100 items; each at most 43"
                                + " characters |")
                .contains("| **`spec.exemptions[].facet`** | string |")
                .contains("Fields for `--field-selector`: `spec.bucketName`, `spec.mode`.")
                .contains("| Reason | `.status.conditions[?(@.type==\"Compliant\")].reason` | with `-o wide` |");
    }

    private static String section(String kind) throws IOException {
        var text = ApiDocs.markdown();
        var from = text.indexOf("\n## " + kind + "\n");
        var to = text.indexOf("\n## ", from + 1);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    private static List<String> fields(String path, JsonNode schema) {
        var found = new ArrayList<String>();
        schema.path("properties").properties().forEach(field -> {
            var here = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            found.add(here);
            found.addAll(fields(here, field.getValue()));
        });
        if (schema.has("items")) {
            found.addAll(fields(path + "[]", schema.get("items")));
        }
        return found;
    }
}
