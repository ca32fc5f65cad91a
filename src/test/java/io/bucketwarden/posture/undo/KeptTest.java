package io.bucketwarden.posture.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Part;
import io.bucketwarden.posture.facet.Facets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.Grant;

/** What is kept of a bucket, and how it is written down. */
class KeptTest {

    private final WholeS3 s3 = new WholeS3();
    private final Keeping keeping = new Keeping(s3);

    @Test
    void what_cannot_be_read_is_not_kept_except_that_closing_a_bucket_waits_for_nothing() {
        s3.denied.add("GetAcl");

        var kept = keeping.kept("publicAccess");

        assertThat(kept.get("publicAccess").parts()).containsOnlyKeys(Part.PublicAccessBlock);
        assertThat(keeping.one("publicAccess", kept).remarks())
                .anyMatch(remark -> remark.contains("Acl could not be read"));
        assertThatThrownBy(() -> keeping.kept("objectOwnership"))
                .isInstanceOf(CallFailed.class)
                .hasMessageContaining("s3:GetBucketAcl");
    }

    @Test
    void a_record_says_when_and_for_whom_and_what_cannot_be_understood_is_refused() {
        var kept = Kept.of(Keeping.facet("versioning"), s3.bucket(), "storage/p", "1", Keeping.DAY);

        assertThat(kept.toJson()).isEqualTo("""
                {"keptAt":"2026-11-24T08:00:00Z","policy":"storage/p","uid":"1",\
                "parts":{"Versioning":null},"statements":{}}""");
        for (var broken : List.of("", "{", "{}", kept.toJson().replace("Versioning", "OfLater"))) {
            assertThatThrownBy(() -> Kept.parse(broken))
                    .isInstanceOf(CallFailed.class)
                    .hasMessageContaining("by hand");
        }
        var foreign = Kept.parse(kept.toJson().replace("null", "{\"OfLater\":1}"));
        assertThatThrownBy(() -> keeping.one("versioning", Map.of("versioning", foreign)))
                .isInstanceOf(CallFailed.class)
                .hasMessageContaining("OfLater");
    }

    @Test
    void the_acl_is_kept_by_ids_without_the_names_of_people() {
        var acl = AccessControlPolicy.builder()
                .owner(o -> o.id("owner").displayName("Alice Smith"))
                .grants(
                        Grant.builder()
                                .permission("READ")
                                .grantee(g -> g.type("CanonicalUser")
                                        .id("partner")
                                        .displayName("Bob")
                                        .emailAddress("bob@example.com"))
                                .build(),
                        Grant.builder()
                                .permission("WRITE")
                                .grantee(g -> g.type("AmazonCustomerByEmail")
                                        .displayName("Eve")
                                        .emailAddress("by@mail.only"))
                                .build())
                .build();
        s3.with("Acl", acl);

        var kept = keeping.kept("objectOwnership");

        assertThat(kept.get("objectOwnership").toJson())
                .doesNotContain("Alice", "Bob", "bob@", "Eve")
                .contains("owner", "partner", "by@mail.only");
        assertThat(keeping.remedies(kept)).isEmpty();
        s3.acl("owner FULL_CONTROL");
        keeping.putBack(kept);
        assertThat(s3.<AccessControlPolicy>now("Acl").orElseThrow().grants())
                .extracting(grant -> grant.grantee().id())
                .containsExactly("partner", null);
        assertThat(keeping.remedies(kept)).isEmpty();
    }

    @Test
    void a_value_is_told_in_a_few_words() {
        s3.with(
                        "Logging",
                        BucketLoggingStatus.builder()
                                .loggingEnabled(l -> l.targetBucket("logs").targetPrefix("x/"))
                                .build())
                .acl("owner FULL_CONTROL", "AllUsers READ");

        var told = Facets.ALL.stream()
                .flatMap(facet -> keeping.kept(facet.name()).get(facet.name()).settings())
                .distinct();

        assertThat(told)
                .containsExactlyInAnyOrder(
                        "PutPublicAccessBlock: back to all off",
                        "PutBucketAcl: back to 2 grants",
                        "PutBucketOwnershipControls: back to ObjectWriter",
                        "PutBucketEncryption: back to AES256",
                        "PutBucketVersioning: back to Suspended",
                        "PutBucketLogging: back to logs/x/");
    }
}
