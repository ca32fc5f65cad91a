package io.bucketwarden.telemetry;

/**
 * What the operator has to do now.
 *
 * @param leading whether it acts at all, among its replicas
 * @param waiting buckets that wait for a look
 * @param running buckets that are being looked at
 * @param changes buckets that were heard of and not looked at since
 */
public record Workload(boolean leading, int waiting, int running, int changes) {}
