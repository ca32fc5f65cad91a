package io.bucketwarden.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Drift;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.ExposureWindow;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.api.S3BucketPolicyStatus.FacetStatus;
import io.bucketwarden.insight.Insight;
import io.bucketwarden.insight.PolicyInsight;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Fleets as an operator might know them. */
final class Fleets {

    static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    static final Duration INTERVAL = Duration.ofMinutes(10);

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<String> MATCHING = List.of(
            "publicAccess",
            "objectOwnership",
            "encryption",
            "versioning",
            "logging",
            "secureTransport",
            "networkAccess",
            "accountAccess");

    private Fleets() {}

    /** The fleet of which the report has its pictures, looked at a moment ago. */
    static Insight some() {
        try {
            var list = YAML.readTree(
                    Path.of("src/test/resources/report/fleet.yaml").toFile());
            var told = new ArrayList<PolicyInsight>();
            list.path("items").forEach(item -> {
                if (item.path("kind").asText().equals("S3BucketPolicy")) {
                    condition(item, "Ready", "True", "Enforced", "Everything that can be done was done.");
                    condition(item, "Compliant", "False", "DriftDetected", "At least one bucket differs.");
                    told.add(told(policy(item), NOW.minusSeconds(80)));
                }
            });
            return working(told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report has no use for these, and so the file has none. */
    private static void condition(JsonNode policy, String type, String status, String reason, String message) {
        if (policy.path("status").path("conditions") instanceof ArrayNode conditions) {
            conditions
                    .addObject()
                    .put("type", type)
                    .put("status", status)
                    .put("reason", reason)
                    .put("message", message)
                    .put("lastTransitionTime", "2026-11-29T10:02:00Z");
        }
    }

    static Insight working(List<PolicyInsight> policies) {
        return new Insight(Insight.Phase.WORKING, true, null, NOW, policies);
    }

    /** A policy as YAML, looked at a moment ago. */
    static PolicyInsight told(String yaml) {
        try {
            return told(policy(YAML.readTree(yaml)), NOW.minusSeconds(80));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PolicyInsight told(S3BucketPolicy policy, Instant lookedAt) {
        var times = new HashMap<String, Instant>();
        if (policy.getStatus() != null) {
            policy.getStatus().buckets().forEach(bucket -> times.put(bucket.name(), lookedAt));
        }
        return new PolicyInsight(policy, INTERVAL, false, times);
    }

    /** A policy for one bucket each, that differs. */
    static PolicyInsight differing(String namespace, String name, String bucket) {
        return told("""
            kind: S3BucketPolicy
            metadata: {name: %s, namespace: %s, generation: 1}
            spec: {bucketName: %s, posture: {versioning: {status: Enabled}}}
            status:
              observedGeneration: 1
              mode: Audit
              conditions:
              - {type: Accepted, status: "True", reason: Accepted, message: Governs it.}
              - {type: Ready, status: "True", reason: Audited, message: Looked at.}
              - {type: Compliant, status: "False", reason: DriftDetected, message: versioning differs.}
              buckets:
              - name: %s
                region: eu-central-1
                accountId: "111122223333"
                compliant: "False"
                compliantFacets: []
                facets:
                - {name: versioning, state: Drifted, since: "2026-11-29T08:00:00Z", drifts: [{path: versioning.status, expected: Enabled, actual: Suspended}]}
            """.formatted(name, namespace, bucket, bucket));
    }

    /** One policy over so many buckets: one in a hundred is open, one in ten differs, one in twenty is not known. */
    static Insight large(int buckets, Instant now) {
        return large(buckets, "", now);
    }

    /** @param padding makes every text longer */
    static Insight large(int buckets, String padding, Instant now) {
        var statuses = IntStream.range(0, buckets)
                .mapToObj(n -> bucket(n, padding, now))
                .toList();
        var policy = policy(json("""
            kind: S3BucketPolicy
            metadata: {name: baseline%s, namespace: storage, generation: 1}
            spec: {bucketSelector: {namePatterns: ["*"]}, posture: {versioning: {status: Enabled}}}
            """.formatted(padding.substring(0, Math.min(200, padding.length())))));
        policy.setStatus(new S3BucketPolicyStatus(
                1L,
                buckets + " buckets",
                null,
                null,
                statuses,
                false,
                "2026-11-29T11:58:40Z",
                null,
                List.of(new Condition(
                        Condition.Type.Ready,
                        Condition.Status.True,
                        io.bucketwarden.api.Reason.Enforced,
                        "Done.",
                        1L,
                        "2026-11-29T11:00:00Z"))));
        return new Insight(Insight.Phase.WORKING, true, null, now, List.of(told(policy, now.minusSeconds(80))));
    }

    private static BucketStatus bucket(int number, String padding, Instant now) {
        var name = "acme-%05d".formatted(number);
        var region = number % 3 == 0 ? "eu-central-1" : "us-east-1";
        var message = "It is as it is" + padding;
        var drifts = List.of(new Drift("encryption.algorithm", "aws:kms" + padding, "AES256" + padding));
        if (number % 100 == 0) {
            var since = now.minusSeconds(60L * (number + 1)).toString();
            return new BucketStatus(
                            name,
                            region,
                            "111122223333",
                            Condition.Status.False,
                            null,
                            MATCHING.subList(1, 8),
                            List.of(new FacetStatus("publicAccess", FacetState.Failed, since, drifts, message, null)),
                            List.of(new Exposure(
                                    Exposure.Through.Acl,
                                    "READ to AllUsers",
                                    Exposure.To.Everyone,
                                    List.of(Exposure.Access.Read),
                                    null)))
                    .withHistory(
                            List.of(),
                            List.of(new ExposureWindow(
                                    since,
                                    "arn:aws:iam::111122223333:user/ann" + padding,
                                    "PutBucketAcl",
                                    null,
                                    since,
                                    null,
                                    null)));
        }
        if (number % 10 == 0) {
            return with(name, region, Condition.Status.False, FacetState.Drifted, drifts, message);
        }
        if (number % 20 == 5) {
            return with(
                    name,
                    region,
                    Condition.Status.Unknown,
                    FacetState.Unknown,
                    List.of(),
                    "s3:GetEncryption is denied");
        }
        return new BucketStatus(
                name, region, "111122223333", Condition.Status.True, null, MATCHING, List.of(), List.of());
    }

    private static BucketStatus with(
            String name,
            String region,
            Condition.Status compliant,
            FacetState state,
            List<Drift> drifts,
            String message) {
        return new BucketStatus(
                name,
                region,
                "111122223333",
                compliant,
                null,
                MATCHING.subList(3, 8),
                List.of(new FacetStatus("encryption", state, "2026-11-29T08:00:00Z", drifts, message, null)),
                List.of());
    }

    private static JsonNode json(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static S3BucketPolicy policy(JsonNode item) {
        return SERIALIZATION.convertValue(item, S3BucketPolicy.class);
    }

    /** Who comes with which token, and what they may see. */
    record Guests(Map<String, Sight> sights) implements Doorkeeper {

        static Guests all() {
            return new Guests(Map.of("everything", new Sight.Everything()));
        }

        @Override
        public java.util.Optional<Identity> whose(String token) throws Unanswered {
            if (token.equals("away")) {
                throw new Unanswered("The API server does not answer.");
            }
            return sights.containsKey(token)
                    ? java.util.Optional.of(new Identity(token, "uid-" + token, List.of(), Map.of()))
                    : java.util.Optional.empty();
        }

        @Override
        public Sight sight(Identity who, java.util.Collection<String> namespaces) {
            return sights.get(who.user());
        }
    }
}
