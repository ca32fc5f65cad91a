package io.bucketwarden.generate;

import static io.bucketwarden.generate.CrdFile.column;

import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The definition of policies. */
final class PolicyCrd {

    static final CrdFile FILE = new CrdFile(
            S3BucketPolicy.class,
            "The declared posture of an S3 bucket. It is not the bucket's JSON access policy, which is called its policy"
                    + " document here. Condition reasons: "
                    + Arrays.stream(Reason.values())
                            .filter(Reason::isOfPolicy)
                            .map(Enum::name)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".",
            List.of(
                    column("Target", "string", ".status.target", 0),
                    column("Mode", "string", ".status.mode", 0),
                    column("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status", 0),
                    column("Compliant", "string", ".status.conditions[?(@.type==\"Compliant\")].status", 0),
                    column("Drift", "integer", ".status.summary.drifts", 0),
                    column("Last-Check", "date", ".status.lastCheckTime", 0),
                    column("Age", "date", ".metadata.creationTimestamp", 0),
                    column("Reason", "string", ".status.conditions[?(@.type==\"Compliant\")].reason", 1),
                    column("Message", "string", ".status.conditions[?(@.type==\"Compliant\")].message", 1)),
            root -> {
                finishSpec(root.field("spec"));
                finishStatus(root.field("status"));
            });

    private PolicyCrd() {}

    private static void finishSpec(Schema spec) {
        spec.describe("What must hold, for which buckets, and whether to enforce it.");
        var posture = spec.field("posture");
        posture.field("mfaDelete.exemptPrincipals").set(20, 256);
        posture.field("networkAccess.allowedCidrs").set(100, 43);
        posture.field("networkAccess.allowedVpcEndpoints").set(50, 32);
        posture.field("networkAccess.exemptPrincipals").set(20, 256);
        posture.field("accountAccess.allowedAccounts").set(100, 12);
        posture.field("accountAccess.allowedOrganizations").set(20, 40);
        spec.field("bucketSelector.namePatterns").set(50, 64);
        spec.field("bucketSelector.regions").set(50, 32);
        spec.field("bucketSelector.tags").entries(20, 256);
        spec.field("exemptions").map("facet", 9);
        spec.field("acceptedImpact").map("facet", 3);
    }

    private static void finishStatus(Schema status) {
        status.describe("What the operator found and did. Times are UTC, to the second.");
        status.finishConditions();
        status.field("buckets").map("name", S3BucketPolicyStatus.MAX_BUCKETS);
        var bucket = status.field("buckets").items();
        bucket.require("name");
        bucket.field("facets").map("name");
        bucket.field("facets").items().require("name", "state");
        status.field("lastCheckTime").props().setFormat("date-time");
    }
}
