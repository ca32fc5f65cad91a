package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.NetworkAccess;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.BucketIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Data only from declared networks. Through a VPC endpoint {@code aws:SourceIp} is absent and a negated operator
 * matches, so endpoints are admitted by their own clause.
 */
final class NetworkAccessFacet extends PolicyFacet<NetworkAccess> {

    static final String SID = "BucketwardenNetworkAccess";

    @Override
    public About about() {
        return new About(
                "networkAccess",
                "A stolen key is worth less when data can only be fetched from known networks.",
                List.of("s3:GetBucketPolicy"),
                DataPlane.WRITE_ACTIONS,
                DataPlane.API_CALLS,
                About.Controls.NONE,
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html");
    }

    @Override
    public Optional<NetworkAccess> desired(Posture posture) {
        return Optional.ofNullable(posture.networkAccess());
    }

    @Override
    public Set<String> sids() {
        return Set.of(SID);
    }

    @Override
    List<Statement> statements(NetworkAccess desired, BucketIdentity bucket) {
        var exempt = new ArrayList<>(orEmpty(desired.exemptPrincipals()));
        serviceLinkedRoles(bucket).ifPresent(exempt::add);
        var statement = DataPlane.deny(SID, DataPlane.ACTIONS, bucket, exempt)
                // A service that acts for one of the callers, such as Athena, comes from a network of its own.
                .condition("BoolIfExists", "aws:ViaAWSService", "false");
        if (!orEmpty(desired.allowedCidrs()).isEmpty()) {
            statement.condition("NotIpAddressIfExists", "aws:SourceIp", values(desired.allowedCidrs()));
        }
        if (!orEmpty(desired.allowedVpcEndpoints()).isEmpty()) {
            statement.condition("StringNotEqualsIfExists", "aws:SourceVpce", values(desired.allowedVpcEndpoints()));
        }
        return List.of(statement.build());
    }

    /** They work from networks of AWS; those of other accounts are no business of this bucket. */
    private static Optional<String> serviceLinkedRoles(BucketIdentity bucket) {
        return Optional.ofNullable(bucket.ownerAccount())
                .map(account -> "arn:" + bucket.partition() + ":iam::" + account + ":role/aws-service-role/*");
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    private static String[] values(@Nullable List<String> list) {
        return orEmpty(list).toArray(String[]::new);
    }
}
