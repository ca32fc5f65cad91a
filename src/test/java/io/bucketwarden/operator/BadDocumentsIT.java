package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/** Policy documents that nobody should have stored: each is said to be what it is, and stays as it is. */
class BadDocumentsIT extends RealServers {

    private static final String STATEMENT = "\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"123456789012\"},"
            + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::x/*\"";

    @Test
    void a_document_that_cannot_be_understood_is_explained_and_never_written() throws Exception {
        store(document("{" + STATEMENT + "}").getBytes(StandardCharsets.UTF_8));
        var cases = new LinkedHashMap<byte[], String>();
        bad(cases, "[]", "it is not a JSON object");
        bad(cases, "null", "it is not a JSON object");
        bad(cases, "\ufeff{\"Statement\":[]}", "it begins with a byte order mark");
        bad(cases, "{\"Statement\":[]} {}", "it is not JSON, since more follows after its end (line 1, column 18)");
        bad(cases, "{\"Statement\":" + "[".repeat(1000), "it is nested too deeply");
        bad(cases, document("{" + STATEMENT + ",\"Effect\":\"Deny\"}"), "it names a field twice");
        bad(
                cases,
                document("{\"Sid\":\"A\"," + STATEMENT + "},{\"Sid\":\"A\"," + STATEMENT + "}"),
                "two statements have the Sid A");
        bad(cases, document("{" + STATEMENT + ",\"N\":NaN}"), "it is not JSON (line 1");
        bad(cases, document("{" + STATEMENT + ",\"N\":1e99999999999}"), "it holds a number that is out of all range");
        bad(cases, document("{\"Sid\":\"Half\",\"Effect\":\"Allow\"}"), "statement Half needs either Principal or");
        bad(cases, document("{" + STATEMENT + ",\"N\":\"\u00ff\"}"), "it holds text that is not UTF-8");
        apply("p", "Enforce", "secureTransport: {}\n    versioning: {status: Enabled}");
        await("p", compliant());
        var writes = policyWrites();

        int number = 0;
        for (var bad : cases.entrySet()) {
            store(bad.getKey());
            var request = String.valueOf(++number);
            request("p", request);
            var status = await("p", s -> request.equals(s.lastHandledReconcileAt()));

            assertThat(facet(status, "secureTransport").state()).isEqualTo(FacetState.Unknown);
            assertThat(facet(status, "secureTransport").message())
                    .contains(bucket, bad.getValue(), "put-bucket-policy", "until then nothing is written");
            assertThat(stored()).as(bad.getValue()).isEqualTo(bad.getKey());
        }
        assertThat(policyWrites()).isEqualTo(writes);
    }

    @Test
    void a_document_that_has_no_room_left_is_not_written() throws Exception {
        var full = document("{" + STATEMENT + ",\"N\":\"" + "x".repeat(PolicyDocument.MAX_BYTES - 250) + "\"}");
        store(full.getBytes(StandardCharsets.UTF_8));
        apply("p", "Enforce", "secureTransport: {}\n    versioning: {status: Enabled}");

        var status = await(
                "p",
                s -> s.buckets().stream()
                        .anyMatch(b -> b.compliantFacets() != null
                                && b.compliantFacets().contains("versioning")));

        assertThat(facet(status, "secureTransport").message())
                .matches("(?s).*would have 20\\d{3} bytes, \\d{2,3} more than the 20480 that S3 stores.*");
        assertThat(policyText()).isEqualTo(full);
        assertThat(policyWrites()).isZero();
    }

    @Test
    void what_only_aws_would_refuse_stays_character_by_character_elsewhere() throws Exception {
        var odd = "{ \"Sid\":\"not-\\u006furs\", \"Effect\":\"Allow\",\n\"Action\":\"s3:\\u0047etObject\","
                + " \"Principal\":{\"AWS\":[\"arn:aws-cn:iam::123456789012:role/*\",\"AIDAEXAMPLEEXAMPLE123\"]},"
                + " \"Resource\":\"arn:aws:s3:::other\\/*\", \"Condition\":{\"Strange\":{\"k\":[1.50E+3,1e2]}}, \"N\":\"€😀\" }";
        store(("{\"Id\" : 1.0, \"Version\":\"2012-10-17\", \"Statement\": [" + odd + "]}")
                .getBytes(StandardCharsets.UTF_8));
        apply("p", "Enforce", "secureTransport: {}");

        await("p", compliant());

        assertThat(policyText())
                .startsWith(
                        "{\"Id\" : 1.0,\"Version\":\"2012-10-17\",\"Statement\":[" + odd + ",{\"Sid\":\"Bucketwarden");
    }

    /** Text of which each U+00FF is a byte that is no UTF-8. */
    private static void bad(LinkedHashMap<byte[], String> cases, String text, String message) {
        var bytes = text.contains("\u00ff")
                ? text.getBytes(StandardCharsets.ISO_8859_1)
                : text.getBytes(StandardCharsets.UTF_8);
        cases.put(bytes, message);
    }

    private void store(byte[] document) throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofByteArray(document)));
        assertThat(answer.statusCode()).isBetween(200, 204);
    }

    private byte[] stored() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().GET()).body();
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create(Moto.get().endpoint() + "/" + bucket + "?policy");
            return http.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private long policyWrites() {
        return proxy.seen(bucket).stream()
                .filter(seen -> seen.isWrite() && seen.subresource().equals("policy"))
                .count();
    }
}
