package io.bucketwarden.posture.facet;

import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Posture.SecureTransport;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.BucketIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** No plain HTTP, and where asked no old TLS. Two statements, since conditions of one are ANDed. */
final class SecureTransportFacet extends PolicyFacet<SecureTransport> {

    static final String TLS = "BucketwardenSecureTransport";
    static final String MINIMUM_TLS = "BucketwardenMinimumTls";

    @Override
    public About about() {
        return new About(
                "secureTransport",
                "Over plain HTTP, data and signatures can be read on the way.",
                List.of("s3:GetBucketPolicy"),
                List.of("s3:PutBucketPolicy", "s3:DeleteBucketPolicy"),
                List.of("GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"),
                new About.Controls(List.of("S3.5"), List.of("2.1.1"), List.of("s3_bucket_secure_transport_policy")),
                "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html");
    }

    @Override
    public Optional<SecureTransport> desired(Posture posture) {
        return Optional.ofNullable(posture.secureTransport());
    }

    @Override
    public Set<String> sids() {
        return Set.of(TLS, MINIMUM_TLS);
    }

    @Override
    List<Statement> statements(SecureTransport desired, BucketIdentity bucket) {
        var statements = new ArrayList<Statement>();
        statements.add(deny(TLS, List.of("s3:*"), bucket)
                .condition("Bool", "aws:SecureTransport", "false")
                .build());
        if (desired.minimumTlsVersion() != null) {
            // Only data: behind a proxy of the old kind, nobody could take a statement out that denied that, too.
            statements.add(deny(MINIMUM_TLS, DataPlane.ACTIONS, bucket)
                    .condition("NumericLessThan", "s3:TlsVersion", desired.minimumTlsVersion())
                    .build());
        }
        return statements;
    }

    private static Statement.Builder deny(String sid, List<String> actions, BucketIdentity bucket) {
        var arn = bucket.arn();
        return Statement.deny(sid)
                .principal("*")
                .actions(actions.toArray(String[]::new))
                .resources(arn, arn + "/*");
    }
}
