package io.bucketwarden.posture.undo;

import io.bucketwarden.posture.AccountView;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.LogTarget;
import io.bucketwarden.posture.PublicAccessBlock;
import io.bucketwarden.posture.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AccessControlPolicy;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.Type;
import software.amazon.awssdk.services.s3.model.VersioningConfiguration;

/** One bucket in memory that keeps each setting whole, as it was put, and notes the writes; anything can be denied. */
final class WholeS3 implements S3Client {

    private final Map<String, Object> settings = new HashMap<>();
    final List<String> writes = new ArrayList<>();
    final List<String> denied = new ArrayList<>();

    WholeS3() {
        acl("owner FULL_CONTROL");
    }

    LiveBucket bucket() {
        var identity = new BucketIdentity(
                "acme", "eu-central-1", "aws", "123456789012", List.of(), null, Server.AWS, List.of());
        var account = new AccountView(false, () -> PublicAccessBlock.NOTHING);
        return new LiveBucket(identity, this, account, LogTarget::missing, write -> write);
    }

    /** Each grant as {@code WHO PERMISSION}; a group begins with a capital letter. */
    WholeS3 acl(String... grants) {
        var all = new ArrayList<Grant>();
        for (var grant : grants) {
            var who = grant.split(" ")[0];
            var group = Character.isUpperCase(who.charAt(0));
            all.add(Grant.builder()
                    .permission(grant.split(" ")[1])
                    .grantee(g -> g.type(group ? Type.GROUP : Type.CANONICAL_USER)
                            .uri(group ? "http://acs.amazonaws.com/groups/global/" + who : null)
                            .id(group ? null : who))
                    .build());
        }
        return with(
                "Acl",
                AccessControlPolicy.builder()
                        .owner(o -> o.id("owner"))
                        .grants(all)
                        .build());
    }

    WholeS3 with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    @SuppressWarnings("unchecked")
    <T> Optional<T> now(String setting) {
        return Optional.ofNullable((T) settings.get(setting));
    }

    private void put(String setting, Object value) {
        if (denied.contains("Put" + setting)) {
            throw error(403, "AccessDenied");
        }
        writes.add(setting);
        settings.put(setting, value);
    }

    private <T> T get(String setting, String absent) {
        if (denied.contains("Get" + setting)) {
            throw error(403, "AccessDenied");
        }
        return this.<T>now(setting).orElseThrow(() -> error(404, absent));
    }

    private static S3Exception error(int status, String code) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @Override
    public GetPublicAccessBlockResponse getPublicAccessBlock(GetPublicAccessBlockRequest request) {
        PublicAccessBlockConfiguration block = get("Block", "NoSuchPublicAccessBlockConfiguration");
        return GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(block)
                .build();
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest request) {
        put("Block", request.publicAccessBlockConfiguration());
        return PutPublicAccessBlockResponse.builder().build();
    }

    @Override
    public GetBucketOwnershipControlsResponse getBucketOwnershipControls(GetBucketOwnershipControlsRequest request) {
        OwnershipControls controls = get("Ownership", "OwnershipControlsNotFoundError");
        return GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(controls)
                .build();
    }

    @Override
    public PutBucketOwnershipControlsResponse putBucketOwnershipControls(PutBucketOwnershipControlsRequest request) {
        put("Ownership", request.ownershipControls());
        return PutBucketOwnershipControlsResponse.builder().build();
    }

    @Override
    public GetBucketAclResponse getBucketAcl(GetBucketAclRequest request) {
        AccessControlPolicy acl = get("Acl", "");
        return GetBucketAclResponse.builder()
                .owner(acl.owner())
                .grants(acl.grants())
                .build();
    }

    @Override
    public PutBucketAclResponse putBucketAcl(PutBucketAclRequest request) {
        put("Acl", request.accessControlPolicy());
        return PutBucketAclResponse.builder().build();
    }

    @Override
    public GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest request) {
        ServerSideEncryptionConfiguration all = get("Encryption", "ServerSideEncryptionConfigurationNotFoundError");
        return GetBucketEncryptionResponse.builder()
                .serverSideEncryptionConfiguration(all)
                .build();
    }

    @Override
    public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest request) {
        put("Encryption", request.serverSideEncryptionConfiguration());
        return PutBucketEncryptionResponse.builder().build();
    }

    @Override
    public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
        var now = this.<VersioningConfiguration>now("Versioning");
        return GetBucketVersioningResponse.builder()
                .status(now.map(VersioningConfiguration::statusAsString).orElse(null))
                .mfaDelete(now.map(VersioningConfiguration::mfaDeleteAsString).orElse(null))
                .build();
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request) {
        put("Versioning", request.versioningConfiguration());
        return PutBucketVersioningResponse.builder().build();
    }

    @Override
    public GetBucketLoggingResponse getBucketLogging(GetBucketLoggingRequest request) {
        return GetBucketLoggingResponse.builder()
                .loggingEnabled(this.<BucketLoggingStatus>now("Logging")
                        .map(BucketLoggingStatus::loggingEnabled)
                        .orElse(null))
                .build();
    }

    @Override
    public PutBucketLoggingResponse putBucketLogging(PutBucketLoggingRequest request) {
        put("Logging", request.bucketLoggingStatus());
        return PutBucketLoggingResponse.builder().build();
    }

    @Override
    public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
        String policy = get("Policy", "NoSuchBucketPolicy");
        return GetBucketPolicyResponse.builder().policy(policy).build();
    }

    @Override
    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
        put("Policy", request.policy());
        return PutBucketPolicyResponse.builder().build();
    }

    @Override
    public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest request) {
        writes.add("DeletePolicy");
        settings.remove("Policy");
        return DeleteBucketPolicyResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}
}
