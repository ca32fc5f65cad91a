package io.bucketwarden.conformance;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Buckets that runs before this one have left: called as theirs are, tagged with the run that is part of the name, and owned
 * by the caller. Others are named, and not touched.
 */
final class EarlierRuns {

    private static final int REQUESTS = 5_000;

    private final Store store;
    private final String profile;
    private final PrintWriter err;

    EarlierRuns(Store store, String profile, PrintWriter err) {
        this.store = store;
        this.profile = profile;
        this.err = err;
    }

    /** Removes them once it is confirmed; returns the exit code. */
    int remove() {
        try {
            return removeThem();
        } catch (SdkException e) {
            say("The buckets of account " + store.account() + " cannot be listed: " + e.getMessage());
            return Conformance.NOT_BEGUN;
        }
    }

    private int removeThem() {
        try (var clients = new Clients(store, new Budget(REQUESTS))) {
            var tags = new LinkedHashMap<ThrowAwayBucket, Boolean>();
            Removal.list(clients.in(store.region()), ThrowAwayBucket.PREFIX, store.region())
                    .forEach(bucket -> tags.put(bucket, isTagged(clients, bucket)));
            var mine = of(tags, true);
            var others = of(tags, false);
            others.forEach(bucket -> say("Not touched, since it does not carry the tag " + ThrowAwayBucket.TAG
                    + " with its run: " + bucket.name() + ". If it is to go: " + bucket.removal(profile)));
            if (mine.isEmpty()) {
                say("Account " + store.account() + " has no bucket of an earlier run.");
                return 0;
            }
            say("Removes from account %s, as %s, these %d buckets of earlier runs with all that is in them:"
                    .formatted(store.account(), store.caller(), mine.size()));
            mine.forEach(bucket -> say("  " + bucket.name() + " (" + bucket.region() + ")"));
            say("A run that is under way would lose its buckets.");
            var not = Asking.about(store.account(), err);
            if (not.isPresent()) {
                say(not.get());
                return Conformance.NOT_BEGUN;
            }
            return removed(mine, new Removal(clients, Duration.ofSeconds(60)));
        }
    }

    private int removed(List<ThrowAwayBucket> mine, Removal removal) {
        var left = new LinkedHashMap<ThrowAwayBucket, String>();
        mine.forEach(bucket -> removal.of(bucket).ifPresent(why -> left.put(bucket, why)));
        say(left.isEmpty() ? "All of them are gone." : Report.text(Report.leftOver(left, profile)));
        return left.isEmpty() ? 0 : Conformance.LEFT_OVER;
    }

    private boolean isTagged(Clients clients, ThrowAwayBucket bucket) {
        try {
            return clients
                    .in(bucket.region())
                    .getBucketTagging(r -> r.bucket(bucket.name()).expectedBucketOwner(store.account()))
                    .tagSet()
                    .stream()
                    .anyMatch(tag -> tag.key().equals(ThrowAwayBucket.TAG)
                            && bucket.name().startsWith(ThrowAwayBucket.PREFIX + tag.value() + "-")
                            && !tag.value().isEmpty());
        } catch (AwsServiceException _) {
            // Denied, or without tags: not to be told to be of a run.
            return false;
        }
    }

    private static List<ThrowAwayBucket> of(Map<ThrowAwayBucket, Boolean> tags, boolean tagged) {
        return tags.keySet().stream()
                .filter(bucket -> tags.get(bucket) == tagged)
                .toList();
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
