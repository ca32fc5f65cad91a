package io.bucketwarden.posture.preflight;

import java.util.List;

/**
 * What S3 itself does with a bucket's objects because the bucket is configured so. None of it shows in the policy
 * document of the bucket.
 *
 * @param replicationRoles ARNs of the roles as which S3 reads the bucket to replicate it
 * @param inventory whether S3 writes the bucket's own inventory into it
 * @param logsByAcl whether access logs are delivered by a grant of the ACL
 */
public record Automation(List<String> replicationRoles, boolean inventory, boolean logsByAcl) {

    public static final Automation NONE = new Automation(List.of(), false, false);
}
