package io.bucketwarden.aws;

import io.bucketwarden.posture.CallFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * Asks for one role once for all who need it meanwhile, and not again for a while after a failure: every read of every
 * bucket of the account would ask otherwise.
 */
final class RoleRequests implements StsClient {

    static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final StsClient sts;
    private final InstantSource clock;
    private @Nullable CompletableFuture<Optional<AssumeRoleResponse>> asking;
    private @Nullable CallFailed failure;
    private Instant askAgain = Instant.MIN;

    RoleRequests(StsClient sts, InstantSource clock) {
        this.sts = sts;
        this.clock = clock;
    }

    /** @throws SdkException caused by a {@link CallFailed} when the role cannot be assumed */
    @Override
    public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
        while (true) {
            var mine = new CompletableFuture<Optional<AssumeRoleResponse>>();
            var earlier = turn(mine);
            if (earlier == null) {
                return ask(request, mine);
            }
            var answer = earlier.join();
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /** The call that is under way; null when it is the asker's turn to make one. */
    private synchronized @Nullable CompletableFuture<Optional<AssumeRoleResponse>> turn(
            CompletableFuture<Optional<AssumeRoleResponse>> mine) {
        if (asking != null) {
            return asking;
        }
        if (failure != null && clock.instant().isBefore(askAgain)) {
            throw thrown(failure);
        }
        asking = mine;
        return null;
    }

    private AssumeRoleResponse ask(AssumeRoleRequest request, CompletableFuture<Optional<AssumeRoleResponse>> mine) {
        try {
            var answer = sts.assumeRole(request);
            mine.complete(Optional.of(answer));
            return answer;
        } catch (AbortedException e) {
            // Says nothing of the role: only this asker was told to stop.
            throw e;
        } catch (SdkException e) {
            var failed = RoleFailure.explain(e, request.roleArn(), request.externalId() != null);
            remember(failed);
            throw thrown(failed);
        } finally {
            end();
            mine.complete(Optional.empty());
        }
    }

    private synchronized void remember(CallFailed failed) {
        failure = failed;
        askAgain = clock.instant().plus(ASK_AGAIN);
    }

    private synchronized void end() {
        asking = null;
    }

    /** One for each who asks, since the SDK notes on it where it came by. */
    private static SdkClientException thrown(CallFailed failed) {
        return SdkClientException.create(failed.text(), failed);
    }

    @Override
    public String serviceName() {
        return sts.serviceName();
    }

    /** The client is shared by all roles. */
    @Override
    public void close() {}
}
