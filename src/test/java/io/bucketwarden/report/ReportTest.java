package io.bucketwarden.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.FacetState;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

    private static final String SPEC =
            "{bucketSelector: {namePatterns: ['*']}, posture: {versioning: {status: Enabled}}}";
    private static final String FINE = "{name: fine, compliant: 'True', compliantFacets: [versioning]}";
    private static final Pattern TAG = Pattern.compile("<[/!]?[a-z0-9]+");

    /** Fields that hold what strangers or servers wrote. */
    private static final Set<String> FREE = Set.of(
            "message",
            "detail",
            "neutralizedBy",
            "principal",
            "sourceIp",
            "userAgent",
            "eventName",
            "openedBy",
            "openedByEvent",
            "path",
            "expected",
            "actual",
            "source",
            "application",
            "network",
            "region",
            "facet");

    @Test
    void whatever_strangers_write_the_page_has_the_same_markup() {
        var hostile =
                "</code></td><script>alert(1)</script><img src=x onerror='a'>\"><style>*{display:none}</style>&lt;";
        var friendly = Resources.of(poisoned(Resources.fleet(), "x")).report().html();
        var page = Resources.of(poisoned(Resources.fleet(), hostile)).report().html();

        assertThat(tags(page)).isEqualTo(tags(friendly)).doesNotContain("<script", "<img");
        assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script", "onerror='");
    }

    @Test
    void the_page_needs_nothing_but_itself() {
        var page = Resources.of(Resources.fleet()).report().html();

        assertThat(page)
                .contains("default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:")
                .doesNotContain(" src=", "url(", "@import", "<link", "<script", "<iframe");
        assertThat(page.replaceAll("href=\"#[a-z0-9-]+\"", "")).doesNotContain("href=");
        assertThat(page).matches(Pattern.compile("\\p{ASCII}*"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: b, compliant: 'True', compliantFacets: [versioning]} | The bucket is as declared
            {name: b, compliant: 'Unknown'} | The bucket could not be judged in full
            {name: b, compliantFacets: [versioning]} | The bucket could not be judged in full
            {name: b, compliant: 'False', exposure: [{through: Acl, to: Everyone, access: [Read]}]} | The bucket is open to the public
            {name: b, compliant: 'False', exposure: [{through: Acl, to: Everyone, access: [], neutralizedBy: x}]} | The bucket differs from what
            {name: b, compliant: 'True', facets: [{name: versioning, state: Exempt, drifts: []}]} | No bucket is known to differ
            {name: b, compliant: 'True', facets: [{name: versioning, state: Superseded, drifts: []}]} | No bucket is known to differ
            """)
    void the_first_sentence_says_the_worst(String bucket, String sentence) {
        var page = new Resources().policy("p", SPEC, bucket).report().html();

        assertThat(verdict(page)).startsWith(sentence);
    }

    @Test
    void no_bucket_at_all_is_not_taken_for_fine() {
        var page = new Resources().report().html();

        assertThat(verdict(page)).isEqualTo("No bucket is known here");
        assertThat(page)
                .contains("That is no sign that there are none.", "glance unknown")
                .doesNotContain("glance good", "Nothing is missing", "Everything that this report can hold");
    }

    @Test
    void a_policy_that_says_nothing_leaves_its_bucket_unknown() {
        var report = new Resources().yaml("""
                kind: S3BucketPolicy
                metadata: {name: p, namespace: storage, generation: 1}
                spec: {bucketName: quiet, posture: {versioning: {status: Enabled}}}
                """).report();

        assertThat(report.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.state()).isEqualTo(BucketState.Unknown);
            assertThat(bucket.gaps()).contains("Its posture: policy storage/p says nothing of it yet.");
        });
        assertThat(report.gaps()).singleElement().asString().contains("the operator has not looked at it");
    }

    @Test
    void a_facet_is_told_by_the_policy_that_governs_it() {
        var superseded = "{name: b, compliant: 'True', facets: [{name: versioning, state: Superseded, drifts: []}]}";
        var governing = "{name: b, compliant: 'False', facets: [{name: versioning, state: Drifted, drifts: []}]}";

        var both = new Resources()
                .policy("wide", SPEC, superseded)
                .policy("narrow", SPEC, governing)
                .report();
        assertThat(both.buckets()).singleElement().satisfies(bucket -> {
            assertThat(bucket.facets())
                    .extracting(FacetFacts::state, FacetFacts::policy)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(FacetState.Drifted, "storage/narrow"));
            assertThat(bucket.state()).isEqualTo(BucketState.Drifted);
        });

        var one = new Resources().policy("wide", SPEC, superseded).report();
        assertThat(one.buckets().getFirst().gaps())
                .contains("versioning: another policy answers for it, which is not among what was read.");
    }

    @Test
    void buckets_that_a_status_does_not_list_are_told() {
        var report = new Resources()
                .yaml("""
                kind: S3BucketPolicy
                metadata: {name: p, namespace: storage, generation: 2}
                spec: %s
                status: {observedGeneration: 1, bucketsTruncated: true, buckets: [%s],
                  summary: {buckets: 150, compliant: 140, drifted: 10, unknown: 0, exempt: 0, superseded: 0, drifts: 10}}
                """.formatted(SPEC, FINE))
                .access("p", "hidden", "{}")
                .report();

        assertThat(report.gaps())
                .anySatisfy(gap -> assertThat(gap).contains("has 150 buckets and lists the 1 worst", "139 of them"))
                .anySatisfy(gap -> assertThat(gap).contains("was changed after the operator last looked"));
        assertThat(report.buckets())
                .filteredOn(bucket -> bucket.name().equals("hidden"))
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.state()).isEqualTo(BucketState.Unknown));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            complete: true, requests: 9, denied: 0, cannotTell: 0  | badge good    | Would deny none of them
            complete: true, requests: 9, denied: 0, cannotTell: 1  | badge unknown | Cannot be told of all
            complete: false, requests: 9, denied: 0, cannotTell: 0 | badge unknown | Not complete
            complete: true, requests: 0, denied: 0, cannotTell: 0  | badge unknown | No request to hold it against
            complete: false, requests: 9, denied: 0, cannotTell: 0, silentDays: ['2026-11-20'] | badge unknown | Not complete
            complete: false, requests: 9, denied: 2, cannotTell: 1 | badge warn    | Would shut out somebody
            """)
    void only_a_whole_preview_says_that_nobody_is_shut_out(String preview, String tone, String words) {
        var page = new Resources()
                .policy("p", SPEC, "{name: b, compliant: 'True'}")
                .access(
                        "p",
                        "b",
                        "{previews: [{facet: networkAccess, candidate: c, from: '2026-11-15', " + preview
                                + ", principals: 0}]}")
                .report()
                .html();

        assertThat(page).contains("<span class=\"" + tone + "\">" + words + "</span>");
        assertThat(page.contains("<td class=\"text\">none</td>")).isEqualTo(tone.equals("badge good"));
    }

    @Test
    void an_account_has_its_buckets_and_says_of_whose_account_nobody_tells() {
        var resources = new Resources().policy("p", SPEC, """
                {name: mine, accountId: '111122223333', compliant: 'True', compliantFacets: [versioning]},
                {name: theirs, accountId: '444455556666', compliant: 'True'}, {name: whose, compliant: 'True'}""");

        var report = resources.report(new Scope(null, "111122223333"));

        assertThat(report.buckets()).extracting(BucketFacts::name).containsExactly("mine");
        assertThat(report.gaps())
                .singleElement()
                .asString()
                .startsWith("1 bucket of which no policy tells the account");
        assertThat(resources.report(new Scope("theirs", null)).buckets())
                .extracting(BucketFacts::name)
                .containsExactly("theirs");
    }

    @Test
    void a_thousand_buckets_are_one_table_and_all_else_folded_up() {
        var accessors = IntStream.range(0, 500)
                .mapToObj(i ->
                        ("{id: a, principal: 'arn:aws:iam::111122223333:user/u%d', application: a, network: n, state: %s,"
                                        + " firstSeen: '2026-11-15T00:00:00Z', lastSeen: '2026-11-15T00:00:00Z', requests: %d,"
                                        + " errors: 0, reads: 0, writes: 0, deletes: 0, lists: 0}")
                                .formatted(i, i == 7 ? "New" : "Learned", i))
                .collect(Collectors.joining(", "));
        var resources = new Resources();
        for (int policy = 0; policy < 10; policy++) {
            var from = policy * 100;
            resources.policy(
                    "p" + policy,
                    SPEC,
                    IntStream.range(from, from + 100)
                            .mapToObj(i -> "{name: b" + i + ", compliant: 'True', compliantFacets: [versioning]}")
                            .collect(Collectors.joining(", ")));
        }
        for (int i = 0; i < 20; i++) {
            resources.access("p0", "b" + i, "{accessors: [" + accessors + "]}");
        }

        var page = resources.report().html();

        assertThat(verdict(page)).isEqualTo("All 1,000 buckets are as declared");
        assertThat(page.split("<details", -1)).hasSize(1001);
        assertThat(page).doesNotContain("open=\"open\"").hasSizeLessThan(5_000_000);
        assertThat(page)
                .as("the new one is shown before all that have more requests")
                .contains("user/u7<", "485 more accessors are not shown here");
    }

    private static String verdict(String page) {
        return page.replaceFirst("(?s).*<h2 id=\"verdict\">([^<]*)</h2>.*", "$1");
    }

    private static List<String> tags(String page) {
        return TAG.matcher(page).results().map(found -> found.group()).toList();
    }

    private static JsonNode poisoned(JsonNode node, String text) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (FREE.contains(field.getKey()) && field.getValue().isTextual()) {
                    field.setValue(new TextNode(field.getValue().asText() + text));
                } else if (field.getKey().equals("examples")) {
                    var examples = (ArrayNode) field.getValue();
                    IntStream.range(0, examples.size()).forEach(i -> examples.set(i, new TextNode(text)));
                } else if (!field.getKey().equals("spec")) {
                    poisoned(field.getValue(), text);
                }
            });
        } else {
            node.forEach(one -> poisoned(one, text));
        }
        return node;
    }
}
