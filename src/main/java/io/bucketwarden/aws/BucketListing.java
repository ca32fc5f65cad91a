package io.bucketwarden.aws;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

/** Which buckets an account has, and how they are tagged. */
final class BucketListing {

    private static final int PAGE = 1_000;

    private final BiFunction<GrantedAccount, String, S3Client> clients;
    private final String home;
    private final int most;

    /** @param most buckets of one account, after which something must be wrong */
    BucketListing(BiFunction<GrantedAccount, String, S3Client> clients, String home, int most) {
        this.clients = clients;
        this.home = home;
        this.most = most;
    }

    /** @throws CallFailed when the list cannot be had in full */
    List<BucketEntry> list(GrantedAccount account) {
        var s3 = clients.apply(account, home);
        var found = new ArrayList<BucketEntry>();
        var tokens = new HashSet<String>();
        for (var page = page(s3, account, null); ; ) {
            page.buckets().stream().map(BucketListing::listed).forEach(found::add);
            if (found.size() > most) {
                throw new CallFailed(
                        Reason.CheckFailed,
                        "ListBuckets names more than " + most + " buckets, which is more than can be governed by"
                                + " selection. Name the buckets.");
            }
            var token = page.continuationToken();
            if (token == null || token.isEmpty()) {
                return within(account, found);
            }
            // Half a list would be taken for buckets that are gone.
            if (!tokens.add(token)) {
                throw new CallFailed(
                        Reason.CheckFailed, "ListBuckets does not end: the server gives the same page again.");
            }
            page = page(s3, account, token);
        }
    }

    /**
     * The tags of a bucket, by key; empty when it has none.
     *
     * @param owner the account that must own it; null for any
     * @throws CallFailed when they cannot be read
     */
    Map<String, String> tags(String bucket, GrantedAccount account, @Nullable String owner, String region) {
        try {
            var tags = new TreeMap<String, String>();
            clients.apply(account, region)
                    .getBucketTagging(r -> r.bucket(bucket).expectedBucketOwner(owner))
                    .tagSet()
                    .forEach(tag -> tags.put(tag.key(), tag.value()));
            return Collections.unmodifiableMap(tags);
        } catch (SdkException e) {
            if (AwsFailure.code(e).equals("NoSuchTagSet")) {
                return Map.of();
            }
            throw AwsFailure.explain(e, "GetBucketTagging", "s3:GetBucketTagging", identity(bucket, region, owner));
        }
    }

    private ListBucketsResponse page(S3Client s3, GrantedAccount account, @Nullable String token) {
        try {
            return s3.listBuckets(r -> r.maxBuckets(PAGE).continuationToken(token));
        } catch (SdkException e) {
            throw unlisted(e, account);
        }
    }

    private CallFailed unlisted(SdkException e, GrantedAccount account) {
        var failed = AwsFailure.explain(e, "ListBuckets", "s3:ListAllMyBuckets", identity("*", home, null));
        if (!(e instanceof AwsServiceException)) {
            return failed;
        }
        return switch (failed.reason()) {
            case AccessDenied ->
                new CallFailed(
                        Reason.AccessDenied,
                        "ListBuckets is denied: allow s3:ListAllMyBuckets on * to "
                                + (account.roleArn() == null ? "the operator's role" : account.roleArn()) + ".",
                        e);
            case BucketNotFound, WrongRegion ->
                new CallFailed(Reason.CheckFailed, "This S3 server does not offer ListBuckets.", e);
            default -> failed;
        };
    }

    private static BucketEntry listed(Bucket bucket) {
        var region = bucket.bucketRegion();
        return new BucketEntry(bucket.name(), region == null || region.isBlank() ? null : region);
    }

    private static List<BucketEntry> within(GrantedAccount account, List<BucketEntry> all) {
        return account.regions().isEmpty()
                ? List.copyOf(all)
                : all.stream()
                        .filter(bucket ->
                                bucket.region() == null || account.regions().contains(bucket.region()))
                        .toList();
    }

    private static BucketIdentity identity(String bucket, String region, @Nullable String owner) {
        return BucketIdentity.named(bucket, region, owner);
    }
}
