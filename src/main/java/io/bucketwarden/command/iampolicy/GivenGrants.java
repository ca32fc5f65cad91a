package io.bucketwarden.command.iampolicy;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketGrantSpec;
import io.bucketwarden.command.PolicyFile;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The grants of a file, if all of them can be understood. */
final class GivenGrants {

    record Given(String name, S3BucketGrantSpec spec) {}

    private GivenGrants() {}

    /** @throws ParameterException when there is one that grants nothing, since it cannot be understood */
    static List<Given> read(PolicyFile file, CommandLine command) {
        var grants = new ArrayList<Given>();
        var serialization = new KubernetesSerialization();
        for (var resource : file.grants()) {
            var name = "S3BucketGrant " + name(resource);
            try {
                var spec = serialization
                        .convertValue(resource, S3BucketGrant.class)
                        .getSpec();
                if (spec == null || spec.unreadable() != null) {
                    throw new ParameterException(
                            command, name + ": " + (spec == null ? "it has no spec" : spec.unreadable()));
                }
                grants.add(new Given(name, spec));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command, name + " cannot be understood", e);
            }
        }
        return grants;
    }

    /** All that they open. */
    static List<GrantedAccount> accounts(List<Given> grants) {
        return grants.stream()
                .flatMap(grant -> grant.spec().effectiveAccounts().stream())
                .toList();
    }

    /**
     * Which of them may allow less than policies ask for, in sentences for people. Whom a grant covers is not told by a
     * file: labels of namespaces are not in it.
     *
     * @param writes whether a policy asks for Enforce
     */
    static List<String> narrower(List<Given> grants, boolean writes) {
        return grants.stream()
                .flatMap(grant -> {
                    var unsaid = new ArrayList<String>();
                    if (!grant.spec().bucketPatterns().equals(List.of("*"))) {
                        unsaid.add("bucketPatterns");
                    }
                    var audit = writes && grant.spec().effectiveMode() == Mode.Audit;
                    if (audit) {
                        unsaid.add("maxMode: Audit");
                    }
                    return unsaid.isEmpty()
                            ? Stream.empty()
                            : Stream.of(grant.name() + ": its " + String.join(" and ", unsaid)
                                    + " do not limit what is printed, since the file does not tell which namespaces it"
                                    + " selects; what the policies ask for is allowed, be it granted or not."
                                    + (audit ? " --mode audit leaves out the writes." : ""));
                })
                .toList();
    }

    private static String name(Map<?, ?> resource) {
        return resource.get("metadata") instanceof Map<?, ?> metadata && metadata.get("name") instanceof String name
                ? name
                : "without a name";
    }
}
