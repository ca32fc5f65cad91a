package io.bucketwarden.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.bucketwarden.api.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.*;

/**
 * One bucket in memory, with the error codes and defaults that AWS documents and that no test server has in full. Built
 * from a JSON description; every read and write is noted, and any call can be denied.
 */
public final class FakeS3 extends FakeAutomation {

    private static final String OWNER = "owner-canonical-id";

    private final List<String> denied = new ArrayList<>();
    private final List<String> reads = new CopyOnWriteArrayList<>();
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final Map<String, Object> state = new ConcurrentHashMap<>();

    /** Fields: policy, versioning, mfaDelete, encryption, block, ownership, publicGrant, partnerGrant,
     * lifecycle, tags, accountBlock, policyStatus, denied. With policyStatus, it is a bucket of AWS. */
    public FakeS3(JsonNode description) {
        description.path("denied").forEach(call -> denied.add(call.asText()));
        for (var field : List.of("versioning", "mfaDelete", "encryption", "ownership", "publicGrant", "partnerGrant")) {
            if (description.has(field)) {
                state.put(field, description.get(field).asText());
            }
        }
        if (description.has("policy")) {
            state.put("policy", description.get("policy").toString());
        }
        if (description.has("block")) {
            state.put("block", FakeValues.block(description.get("block").asBoolean()));
        }
        if (description.has("replicationRole")) {
            state.put("replicationRole", description.get("replicationRole").asText());
        }
        if (description.has("policyStatus")) {
            state.put("policyStatus", description.get("policyStatus").asBoolean());
        }
        if (description.has("accountBlock")) {
            state.put("accountBlock", description.get("accountBlock").asBoolean());
        }
        description
                .path("tags")
                .properties()
                .forEach(tag -> tag(tag.getKey(), tag.getValue().asText()));
        if (description.path("lifecycle").asBoolean()) {
            state.put("lifecycle", true);
        }
    }

    /** As the bucket of that name, in a region and an account, seen by an operator that knows itself. */
    public LiveBucket bucket(String name) {
        var identity = new BucketIdentity(
                name,
                "eu-central-1",
                "aws",
                "123456789012",
                List.of("arn:aws:iam::123456789012:role/warden"),
                "123456789012",
                Server.AWS,
                List.of());
        var account = new AccountView(state.containsKey("policyStatus"), this::accountBlock);
        return new LiveBucket(identity, this, account, LogTarget::missing, write -> write);
    }

    /** From now on the call is answered with AccessDenied. */
    public void deny(String call) {
        denied.add(call);
    }

    /** Somebody tags the bucket. */
    public void tag(String key, String value) {
        tags.put(key, value);
    }

    /** Somebody lets everyone read by the ACL. */
    public void letEveryoneRead() {
        state.put("publicGrant", "READ");
    }

    /** Somebody takes the partner's grant away. */
    public void revokePartner() {
        state.remove("partnerGrant");
    }

    public List<String> reads() {
        return List.copyOf(reads);
    }

    /** The names of the calls that would write, refused ones included. */
    public List<String> attempts() {
        return List.copyOf(attempts);
    }

    public List<String> writes() {
        return List.copyOf(writes);
    }

    @Override
    public GetPublicAccessBlockResponse getPublicAccessBlock(GetPublicAccessBlockRequest request) {
        read("GetPublicAccessBlock");
        PublicAccessBlockConfiguration block = present("block", "NoSuchPublicAccessBlockConfiguration");
        return GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(block)
                .build();
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest request) {
        write("PutPublicAccessBlock", () -> "all four on");
        state.put("block", request.publicAccessBlockConfiguration());
        return PutPublicAccessBlockResponse.builder().build();
    }

    private PublicAccessBlock accountBlock() {
        if (denied.contains("GetAccountPublicAccessBlock")) {
            throw new CallFailed(Reason.AccessDenied, "allow s3:GetAccountPublicAccessBlock");
        }
        var on = Boolean.TRUE.equals(state.get("accountBlock"));
        return new PublicAccessBlock(on, on, on, on);
    }

    @Override
    public GetBucketTaggingResponse getBucketTagging(GetBucketTaggingRequest request) {
        read("GetBucketTagging");
        if (tags.isEmpty()) {
            throw FakeValues.error(404, "NoSuchTagSet");
        }
        return GetBucketTaggingResponse.builder()
                .tagSet(tags.entrySet().stream().map(FakeValues::tag).toList())
                .build();
    }

    @Override
    public GetBucketPolicyStatusResponse getBucketPolicyStatus(GetBucketPolicyStatusRequest request) {
        read("GetBucketPolicyStatus");
        Boolean isPublic = present("policyStatus", "NoSuchBucketPolicy");
        return GetBucketPolicyStatusResponse.builder()
                .policyStatus(s -> s.isPublic(isPublic))
                .build();
    }

    @Override
    public GetBucketAclResponse getBucketAcl(GetBucketAclRequest request) {
        read("GetBucketAcl");
        var grants = new ArrayList<>(List.of(FakeValues.toUser(OWNER, "FULL_CONTROL")));
        if (state.containsKey("publicGrant")) {
            grants.add(FakeValues.toGroup("AllUsers", String.valueOf(state.get("publicGrant"))));
        }
        if (state.containsKey("partnerGrant")) {
            grants.add(FakeValues.toUser("partner", String.valueOf(state.get("partnerGrant"))));
        }
        return GetBucketAclResponse.builder()
                .owner(o -> o.id(OWNER))
                .grants(grants)
                .build();
    }

    @Override
    public PutBucketAclResponse putBucketAcl(PutBucketAclRequest request) {
        write("PutBucketAcl", () -> request.accessControlPolicy().grants().size() + " grants");
        state.remove("publicGrant");
        return PutBucketAclResponse.builder().build();
    }

    @Override
    public GetBucketOwnershipControlsResponse getBucketOwnershipControls(GetBucketOwnershipControlsRequest request) {
        read("GetBucketOwnershipControls");
        String ownership = present("ownership", "OwnershipControlsNotFoundError");
        return GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(c -> c.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ownership)
                        .build()))
                .build();
    }

    @Override
    public PutBucketOwnershipControlsResponse putBucketOwnershipControls(PutBucketOwnershipControlsRequest request) {
        var rule = request.ownershipControls().rules().getFirst().objectOwnershipAsString();
        write("PutBucketOwnershipControls", () -> rule);
        if (state.containsKey("publicGrant") && rule.equals("BucketOwnerEnforced")) {
            throw FakeValues.error(400, "InvalidBucketAclWithObjectOwnership");
        }
        state.put("ownership", rule);
        return PutBucketOwnershipControlsResponse.builder().build();
    }

    @Override
    public GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest request) {
        read("GetBucketEncryption");
        String algorithm = present("encryption", "ServerSideEncryptionConfigurationNotFoundError");
        return GetBucketEncryptionResponse.builder()
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(algorithm))
                        .build()))
                .build();
    }

    @Override
    public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest request) {
        var algorithm = request.serverSideEncryptionConfiguration()
                .rules()
                .getFirst()
                .applyServerSideEncryptionByDefault()
                .sseAlgorithmAsString();
        write("PutBucketEncryption", () -> algorithm);
        state.put("encryption", algorithm);
        return PutBucketEncryptionResponse.builder().build();
    }

    @Override
    public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
        read("GetBucketVersioning");
        return GetBucketVersioningResponse.builder()
                .status((String) state.get("versioning"))
                .mfaDelete((String) state.get("mfaDelete"))
                .build();
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request) {
        write("PutBucketVersioning", () -> request.versioningConfiguration().statusAsString());
        if (request.versioningConfiguration().mfaDelete() != null) {
            throw FakeValues.error(403, "AccessDenied");
        }
        state.put("versioning", request.versioningConfiguration().statusAsString());
        return PutBucketVersioningResponse.builder().build();
    }

    @Override
    public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
        read("GetBucketPolicy");
        return GetBucketPolicyResponse.builder()
                .policy(present("policy", "NoSuchBucketPolicy"))
                .build();
    }

    @Override
    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
        write("PutBucketPolicy", request::policy);
        state.put("policy", request.policy());
        return PutBucketPolicyResponse.builder().build();
    }

    @Override
    public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest request) {
        write("DeleteBucketPolicy", () -> "");
        state.remove("policy");
        return DeleteBucketPolicyResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}

    @Override
    void read(String call) {
        reads.add(call);
        refuse(call);
    }

    private void write(String call, Supplier<String> what) {
        attempts.add(call);
        refuse(call);
        writes.add((call + " " + what.get()).strip());
    }

    private void refuse(String call) {
        if (denied.contains(call)) {
            throw FakeValues.error(403, "AccessDenied");
        }
    }

    @SuppressWarnings("unchecked")
    @Override
    <T> T present(String what, String absentCode) {
        var value = state.get(what);
        if (value == null) {
            throw FakeValues.error(404, absentCode);
        }
        return (T) value;
    }
}
