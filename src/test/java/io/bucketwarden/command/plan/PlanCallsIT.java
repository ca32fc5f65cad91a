package io.bucketwarden.command.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.Main;
import io.bucketwarden.awscalls.CallRecord;
import io.bucketwarden.permissions.RoleJudge;
import io.bucketwarden.servers.Identity;
import io.bucketwarden.servers.Moto;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan} calls, also to foresee whom a perimeter would lock out, is allowed by what {@code iam-policy} prints. */
class PlanCallsIT {

    private static final String BUCKET = "plan-calls";
    private static final String POLICY = """
            apiVersion: bucketwarden.io/v1alpha1
            kind: S3BucketPolicy
            metadata: {name: planned}
            spec:
              bucketName: plan-calls
              mode: Enforce
              posture: {networkAccess: {allowedCidrs: [203.0.113.0/24]}}
            """;

    @TempDir
    private Path folder;

    @Test
    void a_plan_needs_no_more_than_an_audit_may() throws Exception {
        Moto.get().s3().createBucket(r -> r.bucket(BUCKET));
        var file = Files.writeString(folder.resolve("policy.yaml"), POLICY).toString();
        Map<String, String> needed = new ConcurrentHashMap<>();

        try (var _ = Identity.of(Moto.CREDENTIALS.resolveCredentials());
                var _ = CallRecord.listen((call, bucket) ->
                        call.actions().forEach(action -> needed.put(action, "arn:aws:s3:::" + bucket)))) {
            run("plan", "-f", file, "--endpoint=" + Moto.get().endpoint(), "--path-style", "--endpoint-principal-keys");
        }

        assertThat(needed).containsKeys("s3:GetReplicationConfiguration", "s3:GetInventoryConfiguration");
        var printed = run("iam-policy", "-f", file, "--mode=audit");
        var judge = new RoleJudge(new ObjectMapper().readTree(printed));
        assertThat(needed)
                .allSatisfy((action, bucket) -> assertThat(judge.allows(action, bucket))
                        .as(action + " on " + bucket)
                        .isTrue());
    }

    private static String run(String... arguments) {
        var out = new StringWriter();
        Main.commandLine().setOut(new PrintWriter(out, true)).execute(arguments);
        return out.toString();
    }
}
