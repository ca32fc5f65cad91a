package io.bucketwarden.command.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.Main;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Identity;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;

/** The scan on a real S3 server, each test in an account of its own. */
class ScanIT {

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private AwsSessionCredentials credentials;
    private String account;
    private Identity identity;
    private FaultyProxy proxy;
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        account = "2000000000%02d".formatted(ACCOUNTS.incrementAndGet());
        proxy = new FaultyProxy(Moto.get().endpoint());
        credentials = Moto.get().somebodyIn(account);
        identity = Identity.of(credentials);
        s3 = Moto.get().s3(credentials, "us-east-1");
    }

    @AfterEach
    void stop() {
        proxy.close();
        identity.close();
    }

    @Test
    void an_empty_account_is_a_sentence_and_zero() {
        assertThat(scan()).isZero();
        assertThat(out.toString()).isEqualTo("The account has no buckets.\n");
    }

    @Test
    void open_buckets_are_printed_worst_first_and_nothing_is_written() {
        closed("closed");
        listed("listed");
        readable("readable");

        assertThat(scan()).isEqualTo(2);

        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "BUCKET REGION STATE OPEN TO ACCESS THROUGH NEUTRALISED BY",
                        name("readable") + " us-east-1 Open Everyone Read PolicyDocument: Open",
                        name("listed") + " us-east-1 Open Everyone List Acl: READ to AllUsers",
                        "3 buckets: 2 open, 0 may be open, 0 neutralised, 1 closed, 0 not judged in full");
        assertThat(proxy.writes(name("listed")) + proxy.writes(name("readable")))
                .isZero();
        assertThat(err.toString()).as("no progress where there is no terminal").isEmpty();
    }

    @Test
    void all_of_them_on_request() {
        closed("closed");

        assertThat(scan("--all")).isZero();

        assertThat(out.toString()).contains(name("closed"));
    }

    @Test
    void settings_of_the_account_neutralise_and_are_printed() throws Exception {
        listed("listed");
        readable("readable");
        block(true, true);

        assertThat(scan()).isZero();

        assertThat(out.toString())
                .contains("ignorePublicAcls of the account")
                .contains("restrictPublicBuckets of the account")
                .contains("2 buckets: 0 open, 0 may be open, 2 neutralised, 0 closed, 0 not judged in full")
                .contains("On for the whole account: ignorePublicAcls, restrictPublicBuckets");
    }

    @Test
    void one_setting_of_the_account_neutralises_only_its_part() throws Exception {
        listed("listed");
        readable("readable");
        block(true, false);

        assertThat(scan()).isEqualTo(2);

        assertThat(out.toString()).contains("2 buckets: 1 open, 0 may be open, 1 neutralised");
    }

    @Test
    void what_the_bucket_itself_neutralises_is_named() {
        listed("listed");
        s3.putPublicAccessBlock(
                r -> r.bucket(name("listed")).publicAccessBlockConfiguration(c -> c.ignorePublicAcls(true)));

        assertThat(scan()).isZero();

        assertThat(out.toString()).contains("ignorePublicAcls of the bucket");
    }

    @Test
    void a_bucket_whose_objects_have_acls_that_count_may_be_open_until_something_settles_it() {
        made("old");

        assertThat(scan()).isEqualTo(3);
        assertThat(out.toString())
                .contains(" MayBeOpen ")
                .contains("ObjectAcls: ACLs of single objects count and are not read")
                .contains("1 bucket: 0 open, 1 may be open, 0 neutralised, 0 closed, 0 not judged in full");

        s3.putBucketOwnershipControls(r -> r.bucket(name("old"))
                .ownershipControls(c -> c.rules(OwnershipControlsRule.builder()
                        .objectOwnership("BucketOwnerEnforced")
                        .build())));
        assertThat(scan()).isZero();
    }

    @Test
    void what_cannot_be_read_is_three_with_the_missing_action_even_beside_an_open_bucket() {
        listed("listed");
        closed("dark");
        proxy.fail("GET", name("dark"), "policy", 403, "AccessDenied");

        assertThat(scan()).isEqualTo(3);

        assertThat(out.toString())
                .contains(name("dark") + ": not judged in full: ")
                .contains("s3:GetBucketPolicy")
                .contains("2 buckets: 1 open, 0 may be open, 0 neutralised, 0 closed, 1 not judged in full");
    }

    @Test
    void settings_of_the_account_that_cannot_be_read_leave_a_bucket_open_as_far_as_known() {
        listed("listed");
        proxy.failAll("v20180820", 403, "AccessDenied");

        assertThat(scan()).isEqualTo(3);

        assertThat(out.toString()).contains(" Open ").contains("s3:GetAccountPublicAccessBlock");
    }

    @Test
    void a_server_without_settings_of_an_account_blocks_nothing() {
        listed("listed");
        proxy.failAll("v20180820", 404, "NoSuchBucket");

        assertThat(scan()).isEqualTo(2);
    }

    @Test
    void buckets_that_may_not_be_listed_are_three_with_the_missing_action() {
        proxy.failAll("", 403, "AccessDenied");

        assertThat(scan()).isEqualTo(3);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("s3:ListAllMyBuckets");
    }

    @Test
    void json_is_a_list_of_objects() throws JsonProcessingException {
        listed("listed");
        closed("closed");

        assertThat(scan("-o", "json")).isEqualTo(2);

        var report = new ObjectMapper().readTree(out.toString());
        assertThat(report).hasSize(1);
        assertThat(report.at("/0/bucket").asText()).isEqualTo(name("listed"));
        assertThat(report.at("/0/region").asText()).isEqualTo("us-east-1");
        assertThat(report.at("/0/state").asText()).isEqualTo("Open");
        assertThat(report.at("/0/exposures/0/to").asText()).isEqualTo("Everyone");
        assertThat(report.at("/0/exposures/0/access/0").asText()).isEqualTo("List");
        assertThat(report.at("/0/exposures/0/through").asText()).isEqualTo("Acl");
        assertThat(report.at("/0/exposures/0").has("effective")).isFalse();
    }

    @Test
    void csv_has_a_header_and_a_line_for_each_way() {
        listed("listed");

        assertThat(scan("-o", "csv")).isEqualTo(2);

        assertThat(out.toString())
                .isEqualTo("bucket,region,state,open_to,access,through,neutralised_by,unread,advice\n" + name("listed")
                        + ",us-east-1,Open,Everyone,List,Acl: READ to AllUsers,,,\n");
    }

    @Test
    void a_bucket_elsewhere_is_found_where_it_is() {
        Moto.get()
                .s3(credentials, "eu-central-1")
                .createBucket(r ->
                        r.bucket(name("far")).createBucketConfiguration(c -> c.locationConstraint("eu-central-1")));

        assertThat(scan()).isEqualTo(3);

        assertThat(out.toString()).contains("eu-central-1");
    }

    @Test
    void a_wrong_output_is_refused() {
        assertThat(scan("-o", "xml")).isEqualTo(64);
    }

    private String name(String bucket) {
        return bucket + "-" + account;
    }

    private void closed(String bucket) {
        made(bucket);
        s3.putPublicAccessBlock(
                r -> r.bucket(name(bucket)).publicAccessBlockConfiguration(c -> c.ignorePublicAcls(true)));
    }

    /** With no block and no ownership, as AWS made them before 2023. */
    private void made(String bucket) {
        s3.createBucket(r -> r.bucket(name(bucket)));
    }

    private void listed(String bucket) {
        made(bucket);
        s3.putBucketAcl(r -> r.bucket(name(bucket)).acl(BucketCannedACL.PUBLIC_READ));
    }

    private void readable(String bucket) {
        made(bucket);
        s3.putBucketPolicy(r -> r.bucket(name(bucket)).policy("""
                {"Version":"2012-10-17","Statement":[{"Sid":"Open","Effect":"Allow","Principal":"*",\
                "Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"}]}""".formatted(name(bucket))));
    }

    private void block(boolean ignoreAcls, boolean restrict) throws Exception {
        Moto.get().putAccountBlock(credentials, account, """
                <PublicAccessBlockConfiguration xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/">\
                <IgnorePublicAcls>%s</IgnorePublicAcls><RestrictPublicBuckets>%s</RestrictPublicBuckets>\
                <BlockPublicAcls>false</BlockPublicAcls><BlockPublicPolicy>false</BlockPublicPolicy>\
                </PublicAccessBlockConfiguration>""".formatted(ignoreAcls, restrict));
    }

    private int scan(String... more) {
        var arguments =
                new ArrayList<>(List.of("scan", "--endpoint", proxy.endpoint().toString(), "--path-style"));
        arguments.addAll(List.of(more));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
