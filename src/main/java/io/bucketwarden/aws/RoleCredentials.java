package io.bucketwarden.aws;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** The credentials of an assumed role, renewed in time, and when they were last used. */
final class RoleCredentials implements AwsCredentialsProvider, AutoCloseable {

    private static final String SESSION = "bucketwarden";

    private final StsAssumeRoleCredentialsProvider session;
    private final InstantSource clock;
    private volatile Instant lastUsed;
    private volatile boolean closed;

    RoleCredentials(RoleRequests roles, String role, @Nullable String externalId, InstantSource clock) {
        this.session = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(roles)
                .refreshRequest(r -> r.roleArn(role).externalId(externalId).roleSessionName(SESSION))
                .build();
        this.clock = clock;
        this.lastUsed = clock.instant();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        use();
        return session.resolveCredentials();
    }

    void use() {
        lastUsed = clock.instant();
    }

    Instant lastUsed() {
        return lastUsed;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        session.close();
    }
}
