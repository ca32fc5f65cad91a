package io.bucketwarden.fleet;

/**
 * A bucket in the account that is said to own it. A name is one bucket in all of S3, so of two with the same name at most
 * one is real; whoever is wrong about the account only learns that there is no such bucket, and gets in nobody's way.
 *
 * @param account the id of the account; empty for the operator's own where its id cannot be known
 */
public record BucketId(String account, String name) {}
