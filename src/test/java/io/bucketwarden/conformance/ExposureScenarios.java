package io.bucketwarden.conformance;

import io.bucketwarden.api.FacetState;
import java.util.List;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.Type;

/** Who gets in: the block settings, public documents, ACLs, and whether these count. */
final class ExposureScenarios {

    private static final String BLOCK = "publicAccess: {block: true}";
    private static final String ENFORCED = "objectOwnership: {rule: BucketOwnerEnforced}";
    private static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    static final List<Scenario> ALL = List.of(
            Scenario.of(
                    "public-access-new-bucket",
                    "publicAccess",
                    "A new bucket has all four block settings on.",
                    room -> room.isCompliant(room.bucket(), BLOCK)),
            Scenario.of(
                    "public-access-repair",
                    "publicAccess",
                    "Block settings that are off are seen and turned on.",
                    room -> {
                        var bucket = room.bucket();
                        block(room, bucket, false, false);
                        room.drifts(
                                bucket,
                                BLOCK,
                                "publicAccess.blockPublicAcls",
                                "publicAccess.ignorePublicAcls",
                                "publicAccess.blockPublicPolicy",
                                "publicAccess.restrictPublicBuckets");
                        room.repairs(bucket, BLOCK);
                    }),
            Scenario.of(
                    "public-access-put-back", "publicAccess", "Block settings are put back, each as it was.", room -> {
                        var bucket = room.bucket();
                        block(room, bucket, true, false);
                        room.drifts(
                                bucket, BLOCK, "publicAccess.blockPublicPolicy", "publicAccess.restrictPublicBuckets");
                        room.repairs(bucket, BLOCK);
                        room.putsBack(bucket, BLOCK);
                        room.becomes("blockPublicAcls, restrictPublicBuckets", "true, false", () -> {
                            var block = room.s3()
                                    .getPublicAccessBlock(r -> r.bucket(bucket))
                                    .publicAccessBlockConfiguration();
                            return block.blockPublicAcls() + ", " + block.restrictPublicBuckets();
                        });
                    }),
            Scenario.of(
                    "public-document-is-refused",
                    "publicAccess",
                    "While blockPublicPolicy is on, a public policy document is refused.",
                    room -> {
                        var bucket = room.bucket();
                        block(room, bucket, true, true);
                        room.isCompliant(bucket, BLOCK);
                        room.refuses(
                                403, "AccessDenied", () -> Documents.put(room, bucket, Documents.open(room, bucket)));
                    }),
            Scenario.of(
                    "public-acl-is-refused",
                    "publicAccess",
                    "While blockPublicAcls is on, a public ACL is refused.",
                    room -> {
                        var bucket = room.bucket();
                        block(room, bucket, true, true);
                        own(room, bucket, ObjectOwnership.OBJECT_WRITER);
                        room.isCompliant(bucket, BLOCK);
                        room.refuses(
                                403,
                                "AccessDenied",
                                () -> room.s3()
                                        .putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ)));
                    }),
            Scenario.open(
                    "public-acl-repair",
                    "publicAccess",
                    "A public ACL is seen and taken away, and grants of others stay.",
                    room -> {
                        var bucket = room.bucket();
                        mayOpen(room, bucket);
                        own(room, bucket, ObjectOwnership.OBJECT_WRITER);
                        block(room, bucket, false, false);
                        room.becomes(
                                "the answer",
                                "accepted",
                                () -> Room.answer(() -> room.s3()
                                        .putBucketAcl(r -> r.bucket(bucket).acl(BucketCannedACL.PUBLIC_READ))));
                        room.driftsAlso(bucket, BLOCK, "publicAccess.acl");
                        room.repairs(bucket, BLOCK);
                        room.becomes(
                                "the number of grants",
                                1,
                                () -> acl(room, bucket).grants().size());
                    }),
            Scenario.open(
                    "public-document-is-neutralised",
                    "publicAccess",
                    "A public policy document is seen, and neutralised by the block settings.",
                    room -> {
                        var bucket = room.bucket();
                        mayOpen(room, bucket);
                        block(room, bucket, false, false);
                        room.becomes(
                                "the answer",
                                "accepted",
                                () -> Room.answer(() -> Documents.put(room, bucket, Documents.open(room, bucket))));
                        room.driftsAlso(bucket, BLOCK, "publicAccess.policyDocument");
                        Room.check(room.enforce(bucket, BLOCK).written(), "the settings should have been turned on");
                        room.becomes(
                                "restrictPublicBuckets",
                                true,
                                () -> room.s3()
                                        .getPublicAccessBlock(r -> r.bucket(bucket))
                                        .publicAccessBlockConfiguration()
                                        .restrictPublicBuckets());
                    }),
            Scenario.of(
                    "ownership-new-bucket",
                    "objectOwnership",
                    "A new bucket has BucketOwnerEnforced.",
                    room -> room.isCompliant(room.bucket(), ENFORCED)),
            Scenario.of(
                    "ownership-repair",
                    "objectOwnership",
                    "ObjectWriter is seen, and BucketOwnerEnforced is set.",
                    room -> {
                        var bucket = room.bucket();
                        own(room, bucket, ObjectOwnership.OBJECT_WRITER);
                        room.drifts(bucket, ENFORCED, "objectOwnership.rule");
                        room.repairs(bucket, ENFORCED);
                    }),
            Scenario.of("ownership-put-back", "objectOwnership", "The rule is put back.", room -> {
                var bucket = room.bucket();
                own(room, bucket, ObjectOwnership.BUCKET_OWNER_PREFERRED);
                room.drifts(bucket, ENFORCED, "objectOwnership.rule");
                room.repairs(bucket, ENFORCED);
                room.putsBack(bucket, ENFORCED);
                room.becomes(
                        "the rule",
                        ObjectOwnership.BUCKET_OWNER_PREFERRED,
                        () -> room.s3()
                                .getBucketOwnershipControls(r -> r.bucket(bucket))
                                .ownershipControls()
                                .rules()
                                .getFirst()
                                .objectOwnership());
            }),
            Scenario.of(
                    "ownership-spares-grants",
                    "objectOwnership",
                    "Where the ACL grants to others, a person is asked and nothing is written.",
                    room -> {
                        var bucket = room.bucket();
                        own(room, bucket, ObjectOwnership.OBJECT_WRITER);
                        grantLogDelivery(room, bucket);
                        room.says(
                                bucket,
                                ENFORCED,
                                "Drifted in objectOwnership.rule",
                                said -> said.drifts().size() == 1);
                        var said = room.writesNothing(bucket, ENFORCED);
                        Room.check(said.state() == FacetState.ActionRequired, "the pass says " + Room.text(said));
                    }),
            Scenario.of(
                    "ownership-over-grants-is-refused",
                    "objectOwnership",
                    "BucketOwnerEnforced is refused while the ACL grants to others.",
                    room -> {
                        var bucket = room.bucket();
                        own(room, bucket, ObjectOwnership.OBJECT_WRITER);
                        grantLogDelivery(room, bucket);
                        room.refuses(
                                400,
                                "InvalidBucketAclWithObjectOwnership",
                                () -> own(room, bucket, ObjectOwnership.BUCKET_OWNER_ENFORCED));
                    }),
            Scenario.of(
                    "acl-is-refused-where-none-counts",
                    "objectOwnership",
                    "With BucketOwnerEnforced, an ACL that grants to others is refused.",
                    room -> {
                        var bucket = room.bucket();
                        own(room, bucket, ObjectOwnership.BUCKET_OWNER_ENFORCED);
                        room.isCompliant(bucket, ENFORCED);
                        room.refuses(400, "AccessControlListNotSupported", () -> putLogDelivery(room, bucket));
                    }));

    private ExposureScenarios() {}

    /** Not where the settings of the account refuse it: those are left alone. */
    private static void mayOpen(Room room, String bucket) {
        var account = room.open(bucket).accountBlock();
        if (account.blockPublicAcls() || account.blockPublicPolicy()) {
            throw new LeftOut("the account blocks public access, and its settings are not touched");
        }
    }

    private static void block(Room room, String bucket, boolean acls, boolean policy) {
        room.s3()
                .putPublicAccessBlock(r -> r.bucket(bucket)
                        .publicAccessBlockConfiguration(c -> c.blockPublicAcls(acls)
                                .ignorePublicAcls(acls)
                                .blockPublicPolicy(policy)
                                .restrictPublicBuckets(policy)));
    }

    private static void own(Room room, String bucket, ObjectOwnership ownership) {
        var rule = OwnershipControlsRule.builder().objectOwnership(ownership).build();
        room.s3().putBucketOwnershipControls(r -> r.bucket(bucket).ownershipControls(c -> c.rules(rule)));
    }

    private static GetBucketAclResponse acl(Room room, String bucket) {
        return room.s3().getBucketAcl(r -> r.bucket(bucket));
    }

    /** ACLs count only once the ownership that was set before is seen everywhere. */
    private static void grantLogDelivery(Room room, String bucket) {
        room.becomes("the answer", "accepted", () -> Room.answer(() -> putLogDelivery(room, bucket)));
    }

    private static void putLogDelivery(Room room, String bucket) {
        var now = acl(room, bucket);
        var owner = now.owner();
        var own = Grant.builder()
                .permission(Permission.FULL_CONTROL)
                .grantee(g -> g.type(Type.CANONICAL_USER).id(owner.id()))
                .build();
        var delivery = Grant.builder()
                .permission(Permission.WRITE)
                .grantee(g -> g.type(Type.GROUP).uri(LOG_DELIVERY))
                .build();
        room.s3()
                .putBucketAcl(r ->
                        r.bucket(bucket).accessControlPolicy(p -> p.owner(owner).grants(own, delivery)));
    }
}
