package io.bucketwarden.fleet;

import io.bucketwarden.api.BucketSelector;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketGrantSpec;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;

/** Policies and grants as somebody would declare them. */
final class Declared {

    static final Posture VERSIONED = new Posture(
            null, null, null, new Posture.Versioning(Posture.VersioningStatus.Enabled), null, null, null, null, null);
    static final Posture CLOSED =
            new Posture(new Posture.PublicAccess(true, null), null, null, null, null, null, null, null, null);
    static final Posture BOTH =
            new Posture(CLOSED.publicAccess(), null, null, VERSIONED.versioning(), null, null, null, null, null);

    private Declared() {}

    static S3BucketPolicy named(String name, String bucket) {
        return policy(
                name, new S3BucketPolicySpec(bucket, null, null, null, Mode.Enforce, null, VERSIONED, null, null));
    }

    static S3BucketPolicy named(String name, String bucket, String account) {
        return policy(
                name, new S3BucketPolicySpec(bucket, null, account, null, Mode.Enforce, null, VERSIONED, null, null));
    }

    static S3BucketPolicy patterns(String name, String... patterns) {
        return fleet(name, new BucketSelector(List.of(patterns), null, null));
    }

    static S3BucketPolicy tagged(String name, String key, String value) {
        return fleet(name, new BucketSelector(null, Map.of(key, value), null));
    }

    static S3BucketPolicy fleet(String name, BucketSelector selector) {
        return policy(
                name, new S3BucketPolicySpec(null, selector, null, null, Mode.Enforce, null, VERSIONED, null, null));
    }

    static S3BucketPolicy with(S3BucketPolicy policy, Posture posture) {
        var spec = policy.getSpec();
        policy.setSpec(new S3BucketPolicySpec(
                spec.bucketName(),
                spec.bucketSelector(),
                spec.accountId(),
                null,
                spec.mode(),
                null,
                posture,
                null,
                null));
        return policy;
    }

    static S3BucketPolicy at(S3BucketPolicy policy, String created) {
        policy.getMetadata().setCreationTimestamp(created);
        return policy;
    }

    static S3BucketPolicy in(S3BucketPolicy policy, String namespace) {
        policy.getMetadata().setNamespace(namespace);
        return policy;
    }

    static S3BucketPolicy policy(String name, S3BucketPolicySpec spec) {
        var policy = new S3BucketPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("payments")
                .withUid(name)
                .withGeneration(1L)
                .withCreationTimestamp("2026-11-24T08:00:00Z")
                .build());
        policy.setSpec(spec);
        return policy;
    }

    /** A grant to the namespaces of a team. */
    static S3BucketGrant grant(String name, String team, Mode mode, String pattern, GrantedAccount... accounts) {
        var selector = new LabelSelectorBuilder().addToMatchLabels("team", team).build();
        return grant(name, new S3BucketGrantSpec(selector, List.of(pattern), mode, List.of(accounts), null));
    }

    static S3BucketGrant grant(String name, S3BucketGrantSpec spec) {
        var grant = new S3BucketGrant();
        grant.setMetadata(new ObjectMetaBuilder().withName(name).build());
        grant.setSpec(spec);
        return grant;
    }

    static GrantedAccount account(String id, String... regions) {
        return new GrantedAccount(id, "arn:aws:iam::" + id + ":role/warden", null, List.of(regions));
    }
}
