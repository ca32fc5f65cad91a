package io.bucketwarden.conformance;

import io.bucketwarden.aws.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Where the suite runs.
 *
 * @param version of a server other than AWS; empty for AWS
 * @param account whose buckets they are
 * @param caller the ARN of whoever runs it
 * @param toldOwner the account that the operator is told of, where it cannot ask; null where it can
 * @param toldPrincipals the caller, where the operator cannot ask who it is
 * @param elsewhere another region than that of the endpoint
 * @param settles how long a change may take to be seen
 */
record Store(
        Kind kind,
        String version,
        Endpoint endpoint,
        AwsCredentialsProvider credentials,
        String account,
        String caller,
        @Nullable String toldOwner,
        List<String> toldPrincipals,
        String elsewhere,
        Duration settles) {

    enum Kind {
        aws,
        moto,
        rgw
    }

    String region() {
        return endpoint.region();
    }

    /** The same by another way. */
    Store at(URI address) {
        return new Store(
                kind,
                version,
                new Endpoint(address, true, region(), endpoint.allowInsecure(), endpoint.principalKeys()),
                credentials,
                account,
                caller,
                toldOwner,
                toldPrincipals,
                elsewhere,
                settles);
    }

    /** Its name for people. */
    String name() {
        return switch (kind) {
            case aws -> endpoint.override() == null ? "AWS" : endpoint.override() + " in place of AWS";
            case moto -> "moto " + version;
            case rgw -> "Ceph RGW " + version;
        };
    }
}
