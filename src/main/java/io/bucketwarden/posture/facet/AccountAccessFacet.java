package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.AccountAccess;
import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Data only for declared accounts and organisations. The owner's own account always belongs to them. */
final class AccountAccessFacet extends PolicyFacet<AccountAccess> {

    static final String SID = "BucketwardenAccountAccess";

    /** Replication writes as well, for whoever it is allowed to. */
    private static final List<String> ACTIONS = Stream.concat(DataPlane.ACTIONS.stream(), Stream.of("s3:Replicate*"))
            .toList();

    @Override
    public About about() {
        return new About(
                "accountAccess",
                "An Allow for a stranger's account, however it came about, opens nothing.",
                List.of("s3:GetBucketPolicy"),
                DataPlane.WRITE_ACTIONS,
                DataPlane.API_CALLS,
                new About.Controls(List.of("S3.6"), List.of(), List.of("s3_bucket_cross_account_access")),
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html");
    }

    @Override
    public Optional<AccountAccess> desired(Posture posture) {
        return Optional.ofNullable(posture.accountAccess());
    }

    @Override
    public Set<String> sids() {
        return Set.of(SID);
    }

    @Override
    List<Statement> statements(AccountAccess desired, BucketIdentity bucket) {
        var accounts = new TreeSet<String>(desired.allowedAccounts() == null ? List.of() : desired.allowedAccounts());
        var owner = bucket.ownerAccount();
        if (owner == null) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "The account that owns the bucket is not known, so it could be shut out: set spec.accountId.");
        }
        accounts.add(owner);
        // Without the exemption of services that act for somebody: a stranger may act through one, too.
        var statement = DataPlane.deny(SID, ACTIONS, bucket, List.of())
                .condition("StringNotEqualsIfExists", "aws:PrincipalAccount", accounts.toArray(String[]::new));
        if (desired.allowedOrganizations() != null
                && !desired.allowedOrganizations().isEmpty()) {
            statement.condition(
                    "StringNotEqualsIfExists",
                    "aws:PrincipalOrgID",
                    desired.allowedOrganizations().toArray(String[]::new));
        }
        return List.of(statement.build());
    }
}
