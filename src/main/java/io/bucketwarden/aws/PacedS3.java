package io.bucketwarden.aws;

import java.util.concurrent.Semaphore;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Takes from the budget, and waits for a free connection, before a call enters the SDK, so that the wait counts neither
 * as slowness nor as a timeout. What was merged from the read before it does not wait for the budget, and the calls after
 * it wait instead.
 */
final class PacedS3 extends DelegatingS3Client {

    private final RequestBudget budget;
    private final Semaphore connections;

    PacedS3(S3Client client, RequestBudget budget, Semaphore connections) {
        super(client);
        this.connections = connections;
        this.budget = budget;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        if (SentOnce.includes(request)) {
            budget.spend();
        } else {
            budget.take();
        }
        connections.acquireUninterruptibly();
        try {
            return operation.apply(request);
        } finally {
            connections.release();
        }
    }
}
