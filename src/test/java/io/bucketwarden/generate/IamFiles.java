package io.bucketwarden.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.api.Mode;
import io.bucketwarden.permissions.GrantNeeds;
import io.bucketwarden.permissions.LogNeeds;
import io.bucketwarden.permissions.Permission;
import io.bucketwarden.permissions.PolicyNeeds;
import io.bucketwarden.permissions.RealTimeNeeds;
import io.bucketwarden.permissions.RolePolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Policies of IAM to be copied, by the code of {@code iam-policy}; names in capitals are to be replaced. */
public final class IamFiles {

    /** The permissions of a role, by the name of the file. */
    public static final Map<String, List<Permission>> PERMISSIONS = new TreeMap<>(Map.of(
            "access-tracking", logs(),
            "assume-role", GrantNeeds.assuming("arn:aws:iam::ACCOUNT:role/bucketwarden"),
            "audit", PolicyNeeds.ofAllFacets(Mode.Audit, "aws").permissions(),
            "enforce", PolicyNeeds.ofAllFacets(Mode.Enforce, "aws").permissions(),
            "real-time", queue()));

    private static final String ISSUER = "oidc.eks.REGION.amazonaws.com/id/CLUSTER";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:bucketwarden:bucketwarden";

    private IamFiles() {}

    static Map<Path, String> all() {
        var files = new TreeMap<Path, String>();
        PERMISSIONS.forEach((name, permissions) ->
                files.put(file(name + "-policy"), RolePolicy.of(permissions).json()));
        files.put(file("trust-irsa"), trust("sts:AssumeRoleWithWebIdentity", """
                "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/%1$s"},
                "Condition": {"StringEquals": {"%1$s:aud": "sts.amazonaws.com", "%1$s:sub": "%2$s"}}
                """.formatted(ISSUER, SERVICE_ACCOUNT)));
        files.put(file("trust-pod-identity"), trust("sts:AssumeRole\", \"sts:TagSession", """
                "Principal": {"Service": "pods.eks.amazonaws.com"},
                "Condition": {"StringEquals": {
                  "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:REGION:ACCOUNT:cluster/CLUSTER",
                  "aws:RequestTag/kubernetes-namespace": "bucketwarden",
                  "aws:RequestTag/kubernetes-service-account": "bucketwarden"}}
                """));
        return files;
    }

    private static Path file(String name) {
        return Path.of("config/iam", name + ".json");
    }

    private static List<Permission> logs() {
        var all = new ArrayList<>(LogNeeds.of("arn:aws:s3:::LOG_BUCKET", "arn:aws:s3:::LOG_BUCKET/LOG_PREFIX*"));
        all.add(LogNeeds.decrypting("arn:aws:kms:REGION:ACCOUNT:key/LOG_KEY", List.of("s3.REGION.amazonaws.com")));
        return all;
    }

    private static List<Permission> queue() {
        var queue = "arn:aws:sqs:*:*:bucketwarden-events";
        var all = new ArrayList<>(RealTimeNeeds.reading(queue));
        all.addAll(RealTimeNeeds.doctor(queue));
        return all;
    }

    private static String trust(String actions, String rest) {
        try {
            return new ObjectMapper()
                            .readTree(
                                    "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\""
                                            + actions + "\"]," + rest + "}]}")
                            .toPrettyString()
                    + "\n";
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
