package io.bucketwarden.command.plan;

import io.bucketwarden.api.BucketSelector;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.command.SideBySide;
import io.bucketwarden.fleet.Inventory;
import io.bucketwarden.fleet.ListedBucket;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.fleet.Roster;
import io.bucketwarden.fleet.Selector;
import io.bucketwarden.fleet.Standing;
import io.bucketwarden.fleet.World;
import io.bucketwarden.posture.CallFailed;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The buckets of the caller's own account, listed once, and which of them a selector chooses. */
record OwnFleets(List<ListedBucket> buckets) {

    private static final String ALONE = "plan";

    /**
     * Lists the account. Tags, and regions where the server names none, are read only of those buckets whose choice hangs
     * on them.
     *
     * @throws CallFailed when the list cannot be had in full
     */
    static OwnFleets list(List<BucketSelector> specs, Buckets buckets, SideBySide sideBySide) {
        var selectors = specs.stream().map(Selector::new).toList();
        var listed = buckets.list(GrantedAccount.OWN).stream()
                .map(bucket -> new ListedBucket(bucket.name(), bucket.region()))
                .toList();
        Predicate<ListedBucket> settled =
                bucket -> selectors.stream().noneMatch(it -> it.needsRegionOf(bucket) || it.needsTagsOf(bucket));
        var asked = sideBySide
                .each(
                        listed.stream().filter(settled.negate()).toList(),
                        ListedBucket::name,
                        bucket -> completed(bucket, selectors, buckets))
                .iterator();
        return new OwnFleets(listed.stream()
                .flatMap(bucket -> settled.test(bucket) ? Stream.of(bucket) : asked.next().stream())
                .toList());
    }

    /** Which buckets a policy has, as the operator would say if everything were granted and there were no other policy. */
    Standing of(S3BucketPolicySpec spec) {
        var policy = new S3BucketPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace(ALONE)
                .withName(ALONE)
                .withUid(ALONE)
                .build());
        policy.setSpec(spec);
        var seen = new World.Seen(Map.of(GrantedAccount.OWN, new Inventory(buckets, null)), Map.of(), "");
        var world = new World(List.of(policy), null, Map.of(), seen);
        return Objects.requireNonNull(Roster.of(world).standings().get(ALONE));
    }

    /** Empty when it has gone since it was listed. */
    private static Optional<ListedBucket> completed(ListedBucket listed, List<Selector> selectors, Buckets buckets) {
        var bucket = listed;
        try {
            if (selectors.stream().anyMatch(it -> it.needsRegionOf(listed))) {
                bucket = bucket.in(buckets.region(listed.name(), GrantedAccount.OWN));
            }
            var placed = bucket;
            return Optional.of(
                    selectors.stream().anyMatch(it -> it.needsTagsOf(placed))
                            ? bucket.tagged(buckets.tags(bucket.name(), GrantedAccount.OWN, bucket.region()))
                            : bucket);
        } catch (CallFailed e) {
            return e.reason() == Reason.BucketNotFound
                    ? Optional.empty()
                    : Optional.of(bucket.unread(new Problem(e.reason(), e.text())));
        }
    }
}
