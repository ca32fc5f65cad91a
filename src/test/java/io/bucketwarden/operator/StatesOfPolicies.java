package io.bucketwarden.operator;

import io.bucketwarden.access.impact.EvidenceRule;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.bucketwarden.aws.QueueUrl;
import io.bucketwarden.fleet.Problem;
import io.bucketwarden.fleet.Roster;
import io.bucketwarden.fleet.World;
import io.bucketwarden.operator.rules.Acceptance;
import io.bucketwarden.operator.status.Conditions;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.operator.status.Looks;
import io.bucketwarden.operator.status.Situation;
import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.CallFailed;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Policies in every state that the operator reports, each with the status that its own code makes of it: what tools that
 * read statuses are tested with.
 */
public final class StatesOfPolicies {

    private static final Instant EARLIER = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final String VERSIONED = "versioning: {status: Enabled}";
    private static final String EXEMPT =
            "\n  exemptions: [{facet: versioning, reason: scratch data, owner: team-data, expires: '2027-03-31'}]";
    private static final String MATCHING = "{\"versioning\": \"Enabled\"}";
    private static final String REPLICATED = "{\"replicationRole\": \"arn:aws:iam::123456789012:role/replication\"}";

    private final Map<String, S3BucketPolicy> all = new TreeMap<>();

    private StatesOfPolicies() {}

    /** By a name of the state. */
    public static Map<String, S3BucketPolicy> all() {
        var states = new StatesOfPolicies();
        states.settled();
        states.underWay();
        states.stalled();
        states.refused();
        states.withoutAnAnswer();
        states.onHold();
        states.fleets();
        states.besides();
        return states.all;
    }

    private void settled() {
        looked("audit-match", policy("Audit", VERSIONED), MATCHING);
        looked("audit-drift", policy("Audit", VERSIONED), "{}");
        looked("enforce-match", policy("Enforce", VERSIONED), MATCHING);
        looked("exempt", policy("Audit", VERSIONED + EXEMPT), "{}");
        looked("action-required", policy("Enforce", "mfaDelete: {required: true}"), MATCHING);
        var capped = policy("Enforce", VERSIONED);
        var bucket = new OneBucket(policy("Audit", VERSIONED), "{}", NOW);
        put(
                "enforce-where-audit-is-granted",
                capped,
                new OneBucket(capped, "{}", NOW).status(bucket.pass(), Mode.Audit, 0));
    }

    private void underWay() {
        looked("remediating", policy("Enforce", VERSIONED), "{}");
        var waiting = policy("Enforce", "secureTransport: {}");
        var preview = new Preview("secureTransport", "c", "2026-11-15", false, 812, 0, 0, 0, List.of(), List.of());
        var bucket = new OneBucket(waiting, "{}", NOW).missing(missing(preview));
        put("awaiting-evidence", waiting, bucket.status(bucket.pass()));
    }

    private void stalled() {
        looked("remediation-failed", policy("Enforce", VERSIONED), "{\"denied\": [\"PutBucketVersioning\"]}");
        looked("would-lock-out", policy("Enforce", "networkAccess: {allowedCidrs: [203.0.113.0/24]}"), REPLICATED);
        looked("access-denied", policy("Enforce", VERSIONED), "{\"denied\": [\"GetBucketVersioning\"]}");

        var denying = policy("Enforce", "secureTransport: {}");
        var preview = new Preview(
                "secureTransport",
                "c",
                "2026-11-15",
                true,
                812,
                12,
                0,
                1,
                List.of("arn:aws:iam::123456789012:role/export from 203.0.113.7: 12 GetObject"),
                List.of());
        var bucket = new OneBucket(denying, "{}", NOW).missing(missing(preview));
        put("would-deny", denying, bucket.status(bucket.pass()));

        var looping = policy("Enforce", "secureTransport: {}");
        var forgetful = new OneBucket(looping, "{}", NOW);
        put("not-converging", looping, forgetful.status(revertedUntil(Reason.NotConverging, forgetful, false)));

        var contended = policy("Enforce", "secureTransport: {}");
        var fought = new OneBucket(contended, "{}", NOW);
        put("contended", contended, fought.status(revertedUntil(Reason.Contended, fought, true)));
    }

    /** Somebody takes out what was written, until the operator stops. */
    private static List<Finding> revertedUntil(Reason reason, OneBucket bucket, boolean seen) {
        return Stream.generate(() -> {
                    var findings = bucket.pass();
                    if (seen && findings.getFirst().state() == FacetState.Remediated) {
                        bucket.pass();
                    }
                    bucket.s3.deleteBucketPolicy(r -> {});
                    return findings;
                })
                .limit(20)
                .filter(findings -> findings.getFirst().is(reason))
                .findFirst()
                .orElseThrow();
    }

    private void refused() {
        // As one that a CRD let in which is older than the operator.
        var invalid = policy("Enforce", VERSIONED + "\n  interval: 30s");
        var why = Acceptance.problem(invalid.getSpec()).orElseThrow();
        without("invalid-spec", invalid, new Situation.Rejected(why.reason(), why.message()));

        var stranger = policy("Enforce", VERSIONED);
        without("not-granted", stranger, refusal(List.of(stranger), List.of(), stranger));

        var older = policy("Enforce", VERSIONED);
        older.getMetadata().setName("baseline");
        older.getMetadata().setUid("older");
        older.getMetadata().setCreationTimestamp("2026-11-01T08:00:00Z");
        var loser = policy("Enforce", VERSIONED);
        without("conflicted", loser, refusal(List.of(older, loser), null, loser));
    }

    private static Situation refusal(
            Collection<S3BucketPolicy> policies, @Nullable Collection<S3BucketGrant> grants, S3BucketPolicy of) {
        var world = new World(
                policies,
                grants,
                Map.of("payments", Map.of("team", "payments")),
                new World.Seen(Map.of(), Map.of(), "123456789012"));
        var standing = Objects.requireNonNull(
                Roster.of(world).standings().get(of.getMetadata().getUid()));
        var why = Objects.requireNonNull(standing.refusal());
        return new Situation.Rejected(why.reason(), why.message());
    }

    private void withoutAnAnswer() {
        var failed = failure(503, "SlowDown");
        without("check-failed-once", settledBefore(), unreachable(failed, 1));
        without("check-failed", settledBefore(), unreachable(failed, Conditions.TOLERATED_FAILURES + 1));
        without("bucket-not-found", settledBefore(), unreachable(failure(404, "NoSuchBucket"), 1));
        var elsewhere = Problem.wrongRegion("eu-west-1", "eu-central-1");
        var lost = new Situation.Unreachable(elsewhere.reason(), elsewhere.message(), 0);
        without("wrong-region", policy("Enforce", VERSIONED), lost);
    }

    private static Situation unreachable(CallFailed failed, int failures) {
        return new Situation.Unreachable(failed.reason(), failed.text(), failures);
    }

    private static CallFailed failure(int status, String code) {
        var error = S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
        var bucket = new OneBucket(policy("Enforce", VERSIONED), "{}", NOW).s3.bucket("acme-invoices");
        return AwsFailure.explain((S3Exception) error, "HeadBucket", "s3:ListBucket", bucket.identity());
    }

    private void onHold() {
        var never = YAML.unmarshal("observedGeneration: -1", S3BucketPolicyStatus.class);
        put("unseen", policy("Enforce", VERSIONED), never);
        var edited = edited(settledBefore());
        put("edited", edited, edited.getStatus());
        without("paused", paused(settledBefore()), new Situation.Paused());
        without("paused-from-the-start", paused(policy("Enforce", VERSIONED)), new Situation.Paused());
        without("paused-and-edited", paused(edited(settledBefore())), new Situation.Paused());
    }

    private static S3BucketPolicy edited(S3BucketPolicy policy) {
        policy.getMetadata().setGeneration(2L);
        return policy;
    }

    private static S3BucketPolicy paused(S3BucketPolicy policy) {
        policy.getMetadata().setAnnotations(new TreeMap<>(Map.of(S3BucketPolicy.PAUSED, "true")));
        return policy;
    }

    private void fleets() {
        put("no-buckets", fleet(), fleet(new Looks(List.of(), List.of(), 0, 0, true)));
        put("fleet-begun", fleet(), fleet(new Looks(List.of(), List.of(), 3, 2, true)));
    }

    private static S3BucketPolicy fleet() {
        return YAML.unmarshal(
                text("Audit", VERSIONED)
                        .replace("bucketName: acme-invoices", "bucketSelector: {namePatterns: [\"acme-*\"]}"),
                S3BucketPolicy.class);
    }

    private static S3BucketPolicyStatus fleet(Looks looks) {
        var spec = fleet().getSpec();
        var sought = Objects.requireNonNull(spec.bucketSelector()).describe();
        return OneBucket.report(fleet(), null, NOW)
                .with(new Situation.Checked(Mode.Audit, Mode.Audit, looks, sought), spec, List.of());
    }

    private void besides() {
        var misread = policy("Audit", VERSIONED);
        misread.getMetadata().setAnnotations(new TreeMap<>(Map.of(S3BucketPolicy.REVERT, "versionning")));
        looked("revert-refused", misread, MATCHING);

        var clock = new AtomicReference<>(EARLIER);
        var backstop = new Backstop(Duration.ofMinutes(5), clock::get);
        backstop.unreachable(
                QueueUrl.of("https://sqs.eu-central-1.amazonaws.com/123456789012/bucketwarden-events"),
                "SQS denied ReceiveMessage: allow sqs:ReceiveMessage.");
        clock.set(NOW);
        var deaf = policy("Audit", VERSIONED);
        var bucket =
                new OneBucket(deaf, MATCHING, NOW).unheard(backstop.trouble().orElseThrow());
        put("changes-unheard", deaf, bucket.status(bucket.pass()));
    }

    private static Evidence.Missing missing(Preview preview) {
        var objection = EvidenceRule.objection("secureTransport", preview, List.of(), NOW, 14)
                .orElseThrow();
        return new Evidence.Missing(
                objection.kind() == EvidenceRule.Kind.WOULD_DENY ? Reason.WouldDeny : Reason.AwaitingEvidence,
                objection.message());
    }

    /** One that was found as it should be an hour ago. */
    private static S3BucketPolicy settledBefore() {
        var policy = policy("Enforce", VERSIONED);
        var bucket = new OneBucket(policy, MATCHING, EARLIER);
        policy.setStatus(bucket.status(bucket.pass()));
        return policy;
    }

    private void looked(String name, S3BucketPolicy policy, String bucket) {
        var one = new OneBucket(policy, bucket, NOW);
        put(name, policy, one.status(one.pass()));
    }

    private void without(String name, S3BucketPolicy policy, Situation situation) {
        put(name, policy, OneBucket.report(policy, null, NOW).without(situation, policy.getSpec()));
    }

    private void put(String name, S3BucketPolicy policy, S3BucketPolicyStatus status) {
        policy.setStatus(status);
        all.put(name, policy);
    }

    private static S3BucketPolicy policy(String mode, String posture) {
        return YAML.unmarshal(text(mode, posture), S3BucketPolicy.class);
    }

    private static String text(String mode, String posture) {
        return """
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata:
                  name: invoices
                  namespace: payments
                  uid: 6f1c1f0e-9f7b-4d3c-8a52-3c1b6f0e9f7b
                  generation: 1
                  creationTimestamp: "2026-11-24T07:59:00Z"
                spec:
                  bucketName: acme-invoices
                  mode: %s
                  posture:
                    %s
                """.formatted(mode, posture);
    }
}
