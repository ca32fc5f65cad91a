package io.bucketwarden.access;

import io.bucketwarden.iam.Principal;

/**
 * One request to a bucket, as a log tells of it. Everything in it comes from a log, of which others may have written a
 * part: the names are bounded and printable, and nothing else is vouched for.
 *
 * @param second when it was received, in seconds since 1970-01-01 UTC
 * @param principal who made it, as a policy document would see them; as much of it as the log tells
 * @param sourceIp the address that it came from; empty where there is none, as of a request that S3 made by itself
 * @param vpcEndpoint the id of the VPC endpoint that it came through; empty where there is none or the log does not say
 * @param status the HTTP status of the answer; 0 where the log does not say
 * @param bytes of objects that were sent to the caller, or received from it; 0 where the log does not say
 */
public record Access(
        long second,
        String bucket,
        Accessor accessor,
        Principal principal,
        String sourceIp,
        String vpcEndpoint,
        Operation operation,
        Transport transport,
        int status,
        long bytes) {

    /** Whether it was refused for who asked, so that a further refusal would change nothing. */
    public boolean refused() {
        return status == 401 || status == 403;
    }
}
