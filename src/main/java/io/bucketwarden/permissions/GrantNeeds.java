package io.bucketwarden.permissions;

import io.bucketwarden.api.GrantedAccount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the accounts that grants open need to be allowed, beside what policies do. */
public final class GrantNeeds {

    private GrantNeeds() {}

    /**
     * What these accounts need.
     *
     * @param accounts all that grants open
     */
    public static Needs of(Collection<GrantedAccount> accounts) {
        var permissions = new ArrayList<Permission>();
        var roles = accounts.stream()
                .flatMap(account -> Optional.ofNullable(account.roleArn()).stream())
                .distinct()
                .sorted()
                .toList();
        roles.forEach(role -> permissions.addAll(assuming(role)));
        if (accounts.stream().map(GrantedAccount::access).distinct().count() > 1) {
            // A bucket that is named is looked for in each of them.
            permissions.add(PolicyNeeds.listing());
        }
        var remarks = roles.isEmpty()
                ? List.<String>of()
                : List.of("Each role that a grant names needs these statements too, in its own account, except "
                        + Purpose.ROLES.sid() + ": " + String.join(", ", roles) + ".");
        return new Needs(permissions, remarks);
    }

    /**
     * To assume a role. EKS Pod Identity tags the operator's session, and such tags are transitive: without the right to
     * pass them on, no other role can be assumed.
     *
     * @param role ARN
     */
    public static List<Permission> assuming(String role) {
        return List.of(
                new Permission(Purpose.ROLES, "sts:AssumeRole", role),
                new Permission(Purpose.ROLES, "sts:TagSession", role));
    }
}
