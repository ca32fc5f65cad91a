package io.bucketwarden.posture;

import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.MalformedPolicyException;
import io.bucketwarden.iam.PolicyDocument;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * One bucket during one pass. Each read is made at most once, whoever asks and from whatever thread; an absent
 * configuration is an empty value. A read without an answer throws {@link CallFailed}, the same for every asker.
 */
public final class LiveBucket {

    private static final String NO_POLICY = "NoSuchBucketPolicy";

    private final BucketIdentity identity;
    private final S3Client s3;
    private final Function<String, LogTarget> logTargets;
    private final AccountView account;
    private final Writing writing;
    private final Reads reads;
    private final Reads sharedReads = new Reads(Readings.NONE);
    private final AtomicReference<Touched> written = new AtomicReference<>(Touched.NOTHING);

    /**
     * @param account what is known of the account around it; shared between passes, so its reads are not counted here
     * @param logTargets what is known of a bucket that is to receive access logs
     * @param writing wraps every write, to repeat one that met another
     */
    public LiveBucket(
            BucketIdentity identity,
            S3Client s3,
            AccountView account,
            Function<String, LogTarget> logTargets,
            UnaryOperator<Runnable> writing) {
        this(identity, s3, account, logTargets, new Writing(writing, _ -> true), Readings.NONE);
    }

    private LiveBucket(
            BucketIdentity identity,
            S3Client s3,
            AccountView account,
            Function<String, LogTarget> logTargets,
            Writing writing,
            Readings earlier) {
        this.identity = identity;
        this.s3 = s3;
        this.account = account;
        this.logTargets = logTargets;
        this.writing = writing;
        this.reads = new Reads(earlier);
    }

    /**
     * The same bucket with nothing read yet, which is written only as long as the answer is yes.
     *
     * @param answer whether a write that serves these facets may be made; asked before each attempt
     */
    public LiveBucket writableWhile(Predicate<Set<String>> answer) {
        return new LiveBucket(
                identity, s3, account, logTargets, new Writing(writing.repeated(), answer), Readings.NONE);
    }

    /** The same bucket with nothing read yet, of which only some log targets may be known. */
    public LiveBucket loggingTo(Predicate<String> granted) {
        Function<String, LogTarget> targets =
                target -> granted.test(target) ? logTargets.apply(target) : LogTarget.notGranted(target);
        return new LiveBucket(identity, s3, account, targets, writing, Readings.NONE);
    }

    /** The same bucket with nothing read yet, for a write that starts from what is there now. */
    public LiveBucket again() {
        return new LiveBucket(identity, s3, account, logTargets, writing, Readings.NONE);
    }

    /** The same bucket of which only that is read which is not known already. */
    public LiveBucket recalling(Readings known) {
        return new LiveBucket(identity, s3, account, logTargets, writing, known);
    }

    /** All that is known of the bucket by the reads of this pass, except what it has written since. */
    public Readings readings() {
        return reads.readings().without(written.get());
    }

    /** What a later look has to read anew, since this pass wrote it. */
    public Touched written() {
        return written.get();
    }

    public BucketIdentity identity() {
        return identity;
    }

    public S3Client s3() {
        return s3;
    }

    boolean onAws() {
        return account.aws();
    }

    /** S3 calls made so far to read this bucket. */
    public int readCount() {
        return reads.count();
    }

    public Optional<PublicAccessBlockConfiguration> publicAccessBlock() {
        return read(
                "GetPublicAccessBlock",
                "s3:GetBucketPublicAccessBlock",
                "NoSuchPublicAccessBlockConfiguration",
                () -> s3.getPublicAccessBlock(
                                r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()))
                        .publicAccessBlockConfiguration());
    }

    /** The settings that block public access to all buckets of the account. */
    public PublicAccessBlock accountBlock() {
        var block = account.block();
        return present(sharedReads.once("account block", () -> Optional.of(block.get())));
    }

    public GetBucketAclResponse acl() {
        return present(read(
                "GetBucketAcl",
                "s3:GetBucketAcl",
                "",
                () -> s3.getBucketAcl(r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()))));
    }

    public Optional<OwnershipControlsRule> ownership() {
        return read(
                "GetBucketOwnershipControls",
                "s3:GetBucketOwnershipControls",
                "OwnershipControlsNotFoundError",
                () -> s3
                        .getBucketOwnershipControls(
                                r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()))
                        .ownershipControls()
                        .rules()
                        .stream()
                        .findFirst()
                        .orElse(null));
    }

    /** The bucket's tags by key. */
    public Map<String, String> tags() {
        return read(
                        "GetBucketTagging",
                        "s3:GetBucketTagging",
                        "NoSuchTagSet",
                        () -> s3
                                .getBucketTagging(
                                        r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()))
                                .tagSet()
                                .stream()
                                .collect(Collectors.toUnmodifiableMap(Tag::key, Tag::value, (one, _) -> one)))
                .orElse(Map.of());
    }

    /**
     * Whether S3 itself calls the policy document public; empty when it does not say. Other servers than AWS answer
     * nonsense, so they are not asked.
     */
    Optional<Boolean> policyStatus() {
        if (!account.aws()) {
            return Optional.empty();
        }
        return read("GetBucketPolicyStatus", "s3:GetBucketPolicyStatus", NO_POLICY, () -> {
            var status = s3.getBucketPolicyStatus(
                            r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()))
                    .policyStatus();
            return status == null ? null : status.isPublic();
        });
    }

    public Optional<ServerSideEncryptionRule> encryption() {
        return read(
                "GetBucketEncryption",
                "s3:GetEncryptionConfiguration",
                "ServerSideEncryptionConfigurationNotFoundError",
                () -> {
                    var configuration = s3.getBucketEncryption(
                                    r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()))
                            .serverSideEncryptionConfiguration();
                    return configuration == null || configuration.rules().isEmpty()
                            ? null
                            : configuration.rules().getFirst();
                });
    }

    public GetBucketVersioningResponse versioning() {
        return present(read(
                "GetBucketVersioning",
                "s3:GetBucketVersioning",
                "",
                () -> s3.getBucketVersioning(
                        r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()))));
    }

    public Optional<LoggingEnabled> logging() {
        return read(
                "GetBucketLogging",
                "s3:GetBucketLogging",
                "",
                () -> s3.getBucketLogging(r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()))
                        .loggingEnabled());
    }

    public boolean hasLifecycleRules() {
        return read(
                        "GetBucketLifecycleConfiguration",
                        "s3:GetLifecycleConfiguration",
                        "NoSuchLifecycleConfiguration",
                        () -> !s3.getBucketLifecycleConfiguration(
                                        r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()))
                                .rules()
                                .isEmpty())
                .orElse(false);
    }

    /** The policy document; {@link PolicyDocument#empty()} when the bucket has none. */
    public PolicyDocument policyDocument() {
        return read(
                        "GetBucketPolicy",
                        "s3:GetBucketPolicy",
                        NO_POLICY,
                        () -> parsed(s3.getBucketPolicy(
                                        r -> r.bucket(identity.name()).expectedBucketOwner(identity.expectedOwner()))
                                .policy()))
                .orElse(PolicyDocument.empty());
    }
    /** What is known of a bucket that is to receive access logs; shared between passes, so not counted here. */
    public LogTarget logTarget(String bucket) {
        return logTargets.apply(bucket);
    }

    /** Makes one write that serves these facets. A refusal becomes {@link CallFailed} that names the IAM action. */
    public void write(Set<String> facets, String call, String iamAction, Runnable request) {
        written.accumulateAndGet(Touched.byOwn(iamAction), Touched::and);
        try {
            writing.make(facets, request);
        } catch (SdkException e) {
            throw AwsFailure.explain(e, call, iamAction, identity);
        }
    }

    private @Nullable PolicyDocument parsed(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : PolicyDocument.parse(text);
        } catch (MalformedPolicyException e) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "The policy document of " + identity.name() + " cannot be understood: " + e.getMessage()
                            + ". Repair it with aws s3api put-bucket-policy; until then nothing is written to it.",
                    e);
        }
    }

    /** The answer of one more read; empty for the error code that says that there is none. */
    <T> Optional<T> read(String call, String iamAction, String absentCode, Supplier<@Nullable T> request) {
        return reads.once(call, () -> {
            try {
                return Optional.ofNullable(request.get());
            } catch (SdkException e) {
                if (!absentCode.isEmpty() && AwsFailure.code(e).equals(absentCode)) {
                    return Optional.empty();
                }
                throw AwsFailure.explain(e, call, iamAction, identity);
            }
        });
    }

    private static <T> T present(Optional<T> answer) {
        return answer.orElseThrow(() -> new CallFailed(Reason.CheckFailed, "S3 gave an empty answer"));
    }
}
