package io.bucketwarden.posture;

import java.util.List;

/**
 * What a facet says of itself. It feeds the generated documentation and IAM policies, metric labels and status.
 *
 * @param name the facet's name in the spec, in status and in metrics
 * @param why one sentence: what goes wrong without it
 * @param readActions IAM actions needed to judge it
 * @param writeActions IAM actions needed to enforce it
 * @param apiCalls the S3 API calls it makes
 * @param controls ids of the controls it answers
 * @param link the AWS page that settles its semantics
 */
public record About(
        String name,
        String why,
        List<String> readActions,
        List<String> writeActions,
        List<String> apiCalls,
        Controls controls,
        String link) {

    /** Ids in AWS Security Hub, the CIS AWS Foundations Benchmark 3.0 and Prowler; empty where none exists. */
    public record Controls(List<String> securityHub, List<String> cis, List<String> prowler) {
        public static final Controls NONE = new Controls(List.of(), List.of(), List.of());
    }
}
