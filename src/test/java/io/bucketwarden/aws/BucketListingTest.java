package io.bucketwarden.aws;

import static io.bucketwarden.aws.ManyAccounts.PAY;
import static io.bucketwarden.aws.ManyAccounts.account;
import static io.bucketwarden.aws.ManyAccounts.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketListingTest {

    private static final String FIRST = "/?max-buckets=1000";
    private static final int MOST = 4;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ManyAccounts aws;
    private Accounts accounts;
    private BucketListing listing;

    @BeforeEach
    void start() throws IOException {
        aws = new ManyAccounts();
        accounts = aws.open(
                (operation, outcome, duration) -> heard.add(operation + " " + outcome), InstantSource.system());
        listing = new BucketListing(accounts::in, "us-east-1", MOST);
    }

    @AfterEach
    void stop() {
        aws.close();
        accounts.close();
    }

    @Test
    void every_page_is_followed_and_each_bucket_comes_with_its_region() {
        aws.answers.put(FIRST, page("t1", "a eu-central-1", "b us-east-1"));
        aws.answers.put(next("t1"), page("t2"));
        aws.answers.put(next("t2"), page("", "c"));

        assertThat(listing.list(account(PAY)))
                .containsExactly(
                        new BucketEntry("a", "eu-central-1"),
                        new BucketEntry("b", "us-east-1"),
                        new BucketEntry("c", null));
        assertThat(aws.requestsOf(PAY)).isEqualTo(3);
        assertThat(heard).containsExactly("AssumeRole ok", "ListBuckets ok", "ListBuckets ok", "ListBuckets ok");
    }

    @Test
    void an_account_without_buckets_has_none() {
        aws.answers.put(FIRST, page(""));

        assertThat(listing.list(GrantedAccount.OWN)).isEmpty();
    }

    @Test
    void only_buckets_in_granted_regions_count_and_those_of_which_the_server_says_nothing() {
        aws.answers.put(FIRST, page("", "a eu-central-1", "b us-east-1", "c"));

        var here = new GrantedAccount(PAY, role(PAY), null, List.of("eu-central-1", "eu-west-1"));

        assertThat(listing.list(here)).extracting(BucketEntry::name).containsExactly("a", "c");
    }

    @Test
    void a_server_that_repeats_its_token_gives_no_list_instead_of_half_of_one() {
        aws.answers.put(FIRST, page("t1", "a"));
        aws.answers.put(next("t1"), page("t1", "b"));

        assertFails(() -> listing.list(account(PAY)), Reason.CheckFailed, "does not end");
        assertThat(aws.requestsOf(PAY)).isEqualTo(2);
    }

    @Test
    void more_buckets_than_can_be_governed_are_no_list() {
        aws.answers.put(FIRST, page("t1", "a", "b", "c", "d"));
        aws.answers.put(next("t1"), page("t2", "e"));

        assertFails(() -> listing.list(account(PAY)), Reason.CheckFailed, "more than " + MOST + " buckets");
    }

    @Test
    void a_denied_list_names_the_action_and_who_needs_it() {
        aws.answers.put(FIRST, ManyAccounts.Answer.error(403, "AccessDenied"));

        assertFails(
                () -> listing.list(account(PAY)),
                Reason.AccessDenied,
                "allow s3:ListAllMyBuckets on * to " + role(PAY) + ".");
        assertFails(
                () -> listing.list(GrantedAccount.OWN),
                Reason.AccessDenied,
                "allow s3:ListAllMyBuckets on * to the operator's role.");
    }

    @Test
    void a_role_that_is_refused_is_why_there_is_no_list_and_no_tags() {
        aws.refusals.put(role(PAY), ManyAccounts.Answer.ofSts(403, "AccessDenied", "Not yours"));

        assertFails(() -> listing.list(account(PAY)), Reason.AccessDenied, role(PAY) + " cannot be assumed");
        assertFails(
                () -> listing.tags("acme", account(PAY), PAY, "eu-central-1"),
                Reason.AccessDenied,
                role(PAY) + " cannot be assumed");
    }

    @Test
    void a_server_without_a_list_says_so_and_not_that_a_bucket_is_missing() {
        aws.answers.put(FIRST, ManyAccounts.Answer.error(404, "NotFound"));

        assertFails(() -> listing.list(account(PAY)), Reason.CheckFailed, "does not offer ListBuckets");
    }

    @Test
    void tags_are_read_by_key() {
        aws.answers.put(
                "/acme?tagging",
                new ManyAccounts.Answer(
                        200,
                        "<Tagging><TagSet><Tag><Key>team</Key><Value>pay</Value></Tag>"
                                + "<Tag><Key>env</Key><Value></Value></Tag></TagSet></Tagging>"));

        assertThat(listing.tags("acme", account(PAY), PAY, "eu-central-1"))
                .hasSize(2)
                .containsEntry("team", "pay")
                .containsEntry("env", "");
        assertThat(heard).contains("GetBucketTagging ok");
    }

    @Test
    void a_bucket_without_tags_has_none_and_a_refusal_names_the_action() {
        aws.answers.put("/untagged?tagging", ManyAccounts.Answer.error(404, "NoSuchTagSet"));
        aws.answers.put("/denied?tagging", ManyAccounts.Answer.error(403, "AccessDenied"));

        assertThat(listing.tags("untagged", account(PAY), PAY, "eu-central-1")).isEmpty();
        assertFails(
                () -> listing.tags("denied", account(PAY), PAY, "eu-central-1"),
                Reason.AccessDenied,
                "s3:GetBucketTagging");
    }

    private static void assertFails(ThrowingCallable call, Reason reason, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CallFailed.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    private static String next(String token) {
        return FIRST + "&continuation-token=" + token;
    }

    /** Buckets as {@code name} or {@code name region}, and the token of the next page unless it is empty. */
    private static ManyAccounts.Answer page(String token, String... buckets) {
        var entries = Stream.of(buckets)
                .map(bucket -> bucket.split(" "))
                .map(bucket -> "<Bucket><Name>" + bucket[0] + "</Name>"
                        + (bucket.length == 1 ? "" : "<BucketRegion>" + bucket[1] + "</BucketRegion>") + "</Bucket>")
                .collect(Collectors.joining());
        return new ManyAccounts.Answer(
                200,
                "<ListAllMyBucketsResult><Buckets>" + entries + "</Buckets>"
                        + (token.isEmpty() ? "" : "<ContinuationToken>" + token + "</ContinuationToken>")
                        + "</ListAllMyBucketsResult>");
    }
}
