package io.bucketwarden.access.baseline;

/**
 * What a tally is about. Made by {@link Baseline#watched}: a tally can be merged only into the baseline that has its key.
 *
 * @param maxAccessors that are listed
 * @param learningUntil second up to which it is learned
 */
public record Watched(String bucket, Declared declared, int maxAccessors, FingerprintKey key, long learningUntil) {}
