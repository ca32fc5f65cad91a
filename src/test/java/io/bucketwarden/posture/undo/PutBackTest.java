package io.bucketwarden.posture.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.posture.Remedy;
import io.bucketwarden.posture.facet.Facets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.VersioningConfiguration;

/** What was kept of a bucket, after it has gone through its record, makes the bucket what it was. */
class PutBackTest {

    private static final Instant DAY = Keeping.DAY;
    private static final String STATEMENT = """
            {"Sid":"%s","Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::acme/*",\
            "Condition":{"NumericLessThan":{"s3:TlsVersion":1.20}}}""";

    private final WholeS3 s3 = new WholeS3();
    private final Keeping keeping = new Keeping(s3);

    @Test
    void a_public_bucket_is_opened_again_in_the_order_that_s3_allows() {
        s3.acl("owner FULL_CONTROL", "AllUsers READ");
        var kept = keeping.kept("publicAccess", "objectOwnership");
        s3.with("Block", block(true)).acl("owner FULL_CONTROL").with("Ownership", ownership("BucketOwnerEnforced"));

        keeping.putBack(kept);

        assertThat(s3.writes).containsExactly("Block", "Ownership", "Acl");
        assertThat(s3.<PublicAccessBlockConfiguration>now("Block")).contains(block(false));
        assertThat(s3.<OwnershipControls>now("Ownership")).contains(ownership("ObjectWriter"));
        assertThat(s3.bucket().acl().grants()).hasSize(2);
        assertThat(keeping.remedies(kept)).isEmpty();
    }

    @Test
    void acls_are_emptied_before_they_are_forbidden_again() {
        s3.with("Ownership", ownership("BucketOwnerEnforced"));
        var kept = keeping.kept("objectOwnership");
        s3.with("Ownership", ownership("BucketOwnerPreferred")).acl("owner FULL_CONTROL", "partner READ");

        keeping.putBack(kept);

        assertThat(s3.writes).containsExactly("Acl", "Ownership");
    }

    @Test
    void block_settings_come_back_one_by_one() {
        var half = PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(true)
                .restrictPublicBuckets(true)
                .build();
        s3.with("Block", half);
        var kept = keeping.kept("publicAccess");
        s3.with("Block", block(true));

        keeping.putBack(kept);

        assertThat(s3.<PublicAccessBlockConfiguration>now("Block")).contains(half);
    }

    @Test
    void encryption_comes_back_with_what_it_blocks() {
        var rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(
                        d -> d.sseAlgorithm("aws:kms").kmsMasterKeyID("key"))
                .blockedEncryptionTypes(b -> b.encryptionTypeWithStrings("SSE-C", "SSE-X"))
                .build();
        s3.with("Encryption", encryption(rule));
        var kept = keeping.kept("encryption");
        s3.with("Encryption", encryption(aes256()));

        keeping.putBack(kept);

        assertThat(s3.<ServerSideEncryptionConfiguration>now("Encryption")).contains(encryption(rule));
    }

    @Test
    void what_was_not_blocked_is_said_to_be_unblocked() {
        s3.with("Encryption", encryption(aes256()));
        var kept = keeping.kept("encryption");
        s3.with(
                "Encryption",
                encryption(aes256().toBuilder()
                        .blockedEncryptionTypes(b -> b.encryptionTypeWithStrings("SSE-C"))
                        .build()));

        keeping.putBack(kept);

        assertThat(s3.bucket()
                        .encryption()
                        .orElseThrow()
                        .blockedEncryptionTypes()
                        .encryptionTypeAsStrings())
                .containsExactly("NONE");
        assertThat(keeping.remedies(kept)).isEmpty();
    }

    @Test
    void where_there_was_nothing_comes_what_means_the_same_and_nothing_is_deleted() {
        var kept = keeping.kept("encryption", "versioning", "logging");
        s3.with(
                        "Encryption",
                        encryption(ServerSideEncryptionRule.builder()
                                .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("aws:kms"))
                                .build()))
                .with("Versioning", versioning("Enabled"))
                .with("Logging", logging("logs"));

        keeping.putBack(kept);

        assertThat(s3.<ServerSideEncryptionConfiguration>now("Encryption")).contains(encryption(aes256()));
        assertThat(s3.<VersioningConfiguration>now("Versioning")).contains(versioning("Suspended"));
        assertThat(s3.<BucketLoggingStatus>now("Logging"))
                .contains(BucketLoggingStatus.builder().build());
        assertThat(keeping.one("versioning", kept).remarks())
                .singleElement()
                .asString()
                .contains("suspended");
        assertThat(keeping.one("encryption", kept).remarks())
                .singleElement()
                .asString()
                .contains("AES256");
        assertThat(keeping.one("logging", kept).remarks()).isEmpty();
        assertThat(keeping.remedies(kept)).isEmpty();
    }

    @Test
    void logging_goes_where_it_went() {
        s3.with("Logging", logging("old"));
        var kept = keeping.kept("logging");
        s3.with("Logging", logging("new"));

        keeping.putBack(kept);

        assertThat(s3.<BucketLoggingStatus>now("Logging")).contains(logging("old"));
    }

    @Test
    void versioning_under_mfa_delete_is_left_to_the_root_user() {
        var kept = keeping.kept("versioning");
        s3.with(
                "Versioning",
                versioning("Enabled").toBuilder().mfaDelete("Enabled").build());

        assertThat(keeping.one("versioning", kept).remedies())
                .singleElement()
                .isInstanceOfSatisfying(
                        Remedy.Manual.class, it -> assertThat(it.instruction()).contains("root"));
    }

    @Test
    void own_statements_go_and_others_stay_to_the_letter() {
        var theirs = STATEMENT.formatted("Theirs");
        s3.with("Policy", document(theirs));
        var kept = keeping.kept("secureTransport");
        s3.with("Policy", document(STATEMENT.formatted("BucketwardenSecureTransport"), theirs));

        keeping.putBack(kept);

        assertThat(s3.<String>now("Policy")).contains(document(theirs));
        assertThat(keeping.remedies(kept)).isEmpty();
    }

    @Test
    void a_statement_that_had_our_sid_comes_back_to_the_letter_and_in_its_place() {
        var before = document(STATEMENT.formatted("BucketwardenSecureTransport"), STATEMENT.formatted("Theirs"));
        s3.with("Policy", before);
        var kept = keeping.kept("secureTransport");
        s3.with("Policy", before.replaceFirst("1.20", "1.3"));

        keeping.putBack(kept);

        assertThat(s3.<String>now("Policy")).contains(before);
        assertThat(keeping.remedies(kept)).isEmpty();
    }

    @Test
    void a_document_that_held_nothing_else_goes() {
        var kept = keeping.kept("networkAccess");
        s3.with("Policy", document(STATEMENT.formatted("BucketwardenNetworkAccess")));

        keeping.putBack(kept);

        assertThat(s3.writes).containsExactly("DeletePolicy");
    }

    @Test
    void of_a_setting_that_two_facets_wrote_the_oldest_value_comes_back() {
        s3.acl("owner FULL_CONTROL", "AllUsers READ");
        var first = Kept.of(Keeping.facet("publicAccess"), s3.bucket(), "storage/p", "1", DAY);
        s3.acl("owner FULL_CONTROL");
        var second = Kept.of(Keeping.facet("objectOwnership"), s3.bucket(), "storage/p", "1", DAY.plusSeconds(60));

        keeping.putBack(Map.of("objectOwnership", second, "publicAccess", first));

        assertThat(s3.writes).containsExactly("Acl");
        assertThat(s3.bucket().acl().grants()).hasSize(2);
    }

    @Test
    void a_setting_that_an_enforced_facet_writes_is_left_to_it() {
        s3.acl("owner FULL_CONTROL", "AllUsers READ").with("Ownership", ownership("BucketOwnerEnforced"));
        var kept = keeping.kept("objectOwnership").get("objectOwnership");
        s3.acl("owner FULL_CONTROL").with("Ownership", ownership("ObjectWriter"));
        var enforced = PutBack.writtenBy(Facets.ALL, Set.of("publicAccess"));

        var back = PutBack.of(Keeping.facet("objectOwnership"), kept, enforced, s3.bucket());

        assertThat(back.remedies()).hasSize(1);
        assertThat(back.remarks()).singleElement().asString().contains("Acl", "publicAccess is enforced");
    }

    private static PublicAccessBlockConfiguration block(boolean on) {
        return PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(on)
                .ignorePublicAcls(on)
                .blockPublicPolicy(on)
                .restrictPublicBuckets(on)
                .build();
    }

    private static OwnershipControls ownership(String rule) {
        return OwnershipControls.builder()
                .rules(OwnershipControlsRule.builder().objectOwnership(rule).build())
                .build();
    }

    private static ServerSideEncryptionRule aes256() {
        return ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("AES256"))
                .build();
    }

    private static ServerSideEncryptionConfiguration encryption(ServerSideEncryptionRule rule) {
        return ServerSideEncryptionConfiguration.builder().rules(rule).build();
    }

    private static VersioningConfiguration versioning(String status) {
        return VersioningConfiguration.builder().status(status).build();
    }

    private static BucketLoggingStatus logging(String bucket) {
        return BucketLoggingStatus.builder()
                .loggingEnabled(l -> l.targetBucket(bucket).targetPrefix("x/"))
                .build();
    }

    private static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }
}
