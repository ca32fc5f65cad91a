package io.bucketwarden.aws;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.PublicAccessBlock;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** The settings that block public access to all buckets of an account, read for all of these together. */
final class AccountBlocks {

    private static final String CALL = "GetPublicAccessBlock of the account";
    private static final String ACTION = "s3:GetAccountPublicAccessBlock";

    /** Asks for the configuration of an account by its id, through what opens it. */
    interface Call {
        @Nullable
        PublicAccessBlockConfiguration of(GrantedAccount through, String account);
    }

    private record Key(GrantedAccount through, String account) {}

    private final Call call;
    private final Endpoint endpoint;
    private final SharedAnswers<Key, PublicAccessBlock> known;

    AccountBlocks(Call call, Endpoint endpoint, InstantSource clock) {
        this.call = call;
        this.endpoint = endpoint;
        this.known = new SharedAnswers<>(clock);
    }

    static AccountBlocks of(Accounts accounts, InstantSource clock) {
        return new AccountBlocks(
                (through, account) -> {
                    try (var client = accounts.of(through).ofAccount(account)) {
                        return client.getPublicAccessBlock(r -> r.bucket(account))
                                .publicAccessBlockConfiguration();
                    }
                },
                accounts.endpoint(),
                clock);
    }

    /**
     * The settings of an account.
     *
     * @param account null when it is not known
     * @throws CallFailed when they cannot be read
     */
    PublicAccessBlock of(GrantedAccount through, @Nullable String account) {
        if (account == null) {
            return ofNobody();
        }
        return known.of(new Key(through.access(), account), () -> read(through, account), block -> true);
    }

    /** The settings of an account have changed. */
    void forget(String account) {
        known.forget(key -> key.account().equals(account));
    }

    private PublicAccessBlock ofNobody() {
        if (endpoint.isAws()) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "The settings of the account cannot be read while the account is not known: allow"
                            + " sts:GetCallerIdentity to be reached.");
        }
        return PublicAccessBlock.NOTHING;
    }

    private PublicAccessBlock read(GrantedAccount through, String account) {
        try {
            return PublicAccessBlock.of(Optional.ofNullable(call.of(through, account)));
        } catch (AwsServiceException e) {
            if (isAbsent(e)) {
                return PublicAccessBlock.NOTHING;
            }
            throw explain(e, account);
        } catch (SdkException e) {
            throw AwsFailure.explain(e, CALL, ACTION, anyBucket(account));
        }
    }

    /** Servers other than AWS mostly have no such settings, and then do not know the call. */
    private boolean isAbsent(AwsServiceException e) {
        return AwsFailure.code(e).equals("NoSuchPublicAccessBlockConfiguration")
                || (!endpoint.isAws() && (e.statusCode() == 404 || e.statusCode() == 405 || e.statusCode() == 501));
    }

    private CallFailed explain(AwsServiceException e, String account) {
        return switch (e.statusCode()) {
            case 403 ->
                AwsFailure.code(e).equals("AccessDenied") || AwsFailure.code(e).isEmpty()
                        ? new CallFailed(
                                Reason.AccessDenied,
                                CALL + " " + account + " is denied: allow " + ACTION
                                        + " on * to the operator's role; only credentials of that account may call it.",
                                e)
                        : AwsFailure.explain(e, CALL, ACTION, anyBucket(account));
            case 404, 405, 501 ->
                new CallFailed(
                        Reason.CheckFailed,
                        "S3 answered " + e.statusCode() + " " + AwsFailure.code(e) + " to " + CALL + " " + account
                                + ".",
                        e);
            default -> AwsFailure.explain(e, CALL, ACTION, anyBucket(account));
        };
    }

    private BucketIdentity anyBucket(String account) {
        var region = endpoint.region();
        return BucketIdentity.named("*", region, account);
    }
}
