package io.bucketwarden;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.S3BucketGrant;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The accounts that the grants of a file open, if all of them can be understood. */
final class GivenGrants {

    private GivenGrants() {}

    /** @throws ParameterException when there is one that grants nothing, since it cannot be understood */
    static List<GrantedAccount> accounts(PolicyFile file, CommandLine command) {
        var accounts = new ArrayList<GrantedAccount>();
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
                accounts.addAll(spec.effectiveAccounts());
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command, name + " cannot be understood", e);
            }
        }
        return accounts;
    }

    private static String name(Map<?, ?> resource) {
        return resource.get("metadata") instanceof Map<?, ?> metadata && metadata.get("name") instanceof String name
                ? name
                : "without a name";
    }
}
