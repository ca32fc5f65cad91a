package io.bucketwarden.access.impact;

import io.bucketwarden.iam.PolicyDocument;

/**
 * The statements that a restricting facet would write on one bucket.
 *
 * @param document nothing but Deny statements on the bucket and all objects in it
 * @param fingerprint another one as soon as the statements say something else
 */
public record Candidate(String facet, PolicyDocument document, String fingerprint) {

    /** @throws IllegalArgumentException when a statement allows, or the first does not name the bucket first */
    public Candidate {
        if (document.statements().stream().anyMatch(statement -> !statement.isDeny())) {
            throw new IllegalArgumentException("a restriction only denies: " + document);
        }
        if (bucketArn(document).isEmpty()) {
            throw new IllegalArgumentException("a restriction names its bucket first: " + document);
        }
    }

    String bucketArn() {
        return bucketArn(document);
    }

    private static String bucketArn(PolicyDocument document) {
        return document.statements().stream()
                .map(statement -> statement.json().path("Resource").path(0).asText())
                .findFirst()
                .orElse("");
    }
}
