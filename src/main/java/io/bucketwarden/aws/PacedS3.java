package io.bucketwarden.aws;

import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Takes from the budget before a call enters the SDK, so that the wait counts neither as slowness nor as a timeout. */
final class PacedS3 extends DelegatingS3Client {

    private final RequestBudget budget;

    PacedS3(S3Client client, RequestBudget budget) {
        super(client);
        this.budget = budget;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        budget.take();
        return operation.apply(request);
    }
}
