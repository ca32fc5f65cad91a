package io.bucketwarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.insight.Insight;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the pages hold, whoever wrote what is in them, and how large they get. */
class PagesTest {

    private static final int BOUND = 200_000;
    private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>\u202e&{{7*7}}";

    @Test
    void the_first_page_says_how_the_fleet_is() throws Exception {
        try (var browsing = Browsing.of(Fleets.some())) {
            assertThat(browsing.page("/"))
                    .contains(
                            "1 of 8 buckets is open to the public",
                            "Open to the public now",
                            "assumed-role/deploy",
                            "14 h 20 min",
                            "<b>1</b> <a href=\"/?state=Open#list\">Open to the public</a>",
                            "sqs:ReceiveMessage",
                            "aria-sort=\"descending\"");
        }
    }

    @Test
    void a_bucket_shows_everything_that_is_known_of_it() throws Exception {
        try (var browsing = Browsing.of(Fleets.some())) {
            assertThat(browsing.page("/bucket?name=acme-exports&account=111122223333"))
                    .contains(
                            "Open to the public",
                            "storage/baseline",
                            "encryption.algorithm",
                            "declared <code>AES256</code>",
                            "is <code>none</code>",
                            "Enforce would write the default encryption AES256.",
                            "Last changed by <code>arn:aws:sts::111122223333:assumed-role/deploy</code>",
                            "2026-11-28 21:40",
                            "DeleteBucketEncryption",
                            "Ways in for the public",
                            "somebody else",
                            "True: QueueUnreachable",
                            "sqs:ReceiveMessage",
                            "kubectl describe s3bp baseline -n storage");
            assertThat(browsing.page("/bucket?name=acme-archive&account=444455556666"))
                    .contains("s3:GetBucketPolicy is denied. Allow it", "Not known");
        }
    }

    @Test
    void exemptions_say_why_until_when_and_who_answers() throws Exception {
        var told = Fleets.told("""
            kind: S3BucketPolicy
            metadata: {name: web, namespace: web, generation: 1}
            spec:
              bucketName: acme-web
              posture: {versioning: {status: Enabled}}
              exemptions:
              - {facet: versioning, reason: scratch data, owner: team-web, expires: "2027-03-31"}
              - {facet: logging, reason: too dear, owner: team-web, expires: "2026-11-29"}
            status: {observedGeneration: 1, buckets: [{name: acme-web, compliant: "True", compliantFacets: [], facets: []}]}
            """);
        try (var browsing = Browsing.of(Fleets.working(List.of(told)))) {
            assertThat(browsing.page("/bucket?name=acme-web"))
                    .contains(
                            "scratch data", "team-web", "2027-03-31", "2026-11-29 <span class=\"badge neutral\">Ended");
        }
    }

    @Test
    void what_strangers_wrote_is_never_markup() throws Exception {
        var moment = hostile();
        try (var browsing = Browsing.of(moment)) {
            for (var path : List.of("/", "/exposures", "/policies", bucketOf(moment))) {
                assertThat(browsing.page(path))
                        .as(path)
                        .contains("&lt;script&gt;alert(1)")
                        .doesNotContain("<script>", "<img", "onerror='", "\u202e");
            }
            assertThat(browsing.page(
                            "/?q=" + java.net.URLEncoder.encode(HOSTILE, java.nio.charset.StandardCharsets.UTF_8)))
                    .contains("value=\"&quot;&gt;&lt;script&gt;")
                    .doesNotContain("<script>", "<img");
        }
    }

    @Test
    void pages_of_ten_thousand_buckets_are_bounded_and_searched() throws Exception {
        try (var browsing = Browsing.still(Fleets.large(10_000, Fleets.NOW))) {
            for (var path : List.of("/", "/?page=100", "/?page=9999", "/?state=Compliant", "/exposures", "/policies")) {
                assertThat(browsing.page(path).length()).as(path).isLessThan(BOUND);
            }
            assertThat(browsing.page("/")).contains("100 of 10,000 buckets are open", "Page 1 of 100");
            assertThat(browsing.page("/?page=100")).contains("Page 100 of 100", "acme-09999");
            assertThat(browsing.page("/?page=9999")).contains("Page 100 of 100");
            assertThat(browsing.page("/?q=acme-04321")).contains("1 bucket of 10,000", "name=acme-04321");
            assertThat(browsing.page("/?q=facet:encryption+us-east-1&state=Drifted"))
                    .contains("600 buckets of 10,000", "Page 1 of 6", "q=facet%3Aencryption+us-east-1");
        }
    }

    @Test
    void the_longest_texts_do_not_make_a_page_longer_than_that() throws Exception {
        try (var browsing = Browsing.of(Fleets.large(300, "<&>".repeat(2_000), Fleets.NOW))) {
            for (var path : List.of("/", "/?page=3", "/policies", "/bucket?name=acme-00000&account=111122223333")) {
                assertThat(browsing.page(path).length()).as(path).isLessThan(BOUND);
            }
        }
    }

    @Test
    void a_view_is_made_anew_only_every_few_seconds() {
        var now = new AtomicReference<>(Fleets.NOW);
        InstantSource clock = now::get;
        var views = new Views(() -> Fleets.large(10, now.get()), clock);
        var first = views.view(views.moment(), new Sight.Everything());

        assertThat(views.view(views.moment(), new Sight.Everything())).isSameAs(first);
        now.set(Fleets.NOW.plusSeconds(4));
        assertThat(views.view(views.moment(), new Sight.Everything()).now()).isEqualTo(Fleets.NOW.plusSeconds(4));
    }

    @Test
    void answers_are_forgotten_after_their_time_and_where_there_is_no_room() {
        var now = new AtomicReference<>(Instant.EPOCH);
        var memory = new ShortMemory<Integer, String>(3, now::get);
        IntStream.range(0, 5).forEach(n -> memory.keep(n, "n" + n, java.time.Duration.ofSeconds(30)));

        assertThat(memory.size()).isEqualTo(3);
        assertThat(memory.get(1)).isEmpty();
        assertThat(memory.get(4)).contains("n4");
        now.set(Instant.EPOCH.plusSeconds(30));
        assertThat(memory.get(4)).isEmpty();
    }

    private static String bucketOf(Insight moment) {
        var bucket = View.of(moment, new Sight.Everything()).buckets().getFirst();
        return BucketsTable.address(bucket);
    }

    private static Insight hostile() {
        var told = Fleets.told("""
            kind: S3BucketPolicy
            metadata: {name: p, namespace: ns, generation: 1}
            spec: {bucketSelector: {namePatterns: ["*"]}, posture: {versioning: {status: Enabled}}}
            status:
              observedGeneration: 1
              conditions:
              - {type: Ready, status: "False", reason: CheckFailed, message: HOSTILE}
              buckets:
              - name: HOSTILE
                region: HOSTILE
                accountId: HOSTILE
                compliant: "False"
                compliantFacets: [HOSTILE]
                facets:
                - {name: HOSTILE, state: Drifted, since: HOSTILE, message: HOSTILE, drifts: [{path: HOSTILE, expected: HOSTILE, actual: HOSTILE}], changedBy: {principal: HOSTILE, time: HOSTILE}}
                exposure:
                - {through: Acl, detail: HOSTILE, to: Everyone, access: [Read]}
                lastChanges:
                - {principal: HOSTILE, sourceIp: HOSTILE, userAgent: HOSTILE, eventName: HOSTILE, time: HOSTILE}
                exposureWindows:
                - {openedAt: HOSTILE, openedBy: HOSTILE, openedByEvent: HOSTILE, foundAt: "2026-11-29T10:00:00Z"}
            """.replace("HOSTILE", "\"" + HOSTILE.replace("\"", "\\\"") + "\""));
        return Fleets.working(List.of(told));
    }
}
