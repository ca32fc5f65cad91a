package io.bucketwarden.iam;

/**
 * One request, as a policy document sees it.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource the ARN of a bucket, object, or queue
 */
public record Request(Principal principal, String action, String resource, RequestContext context) {}
