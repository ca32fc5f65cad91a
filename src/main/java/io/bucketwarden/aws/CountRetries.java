package io.bucketwarden.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Takes the SDK's retries from the budget without waiting, since the timeouts of the call run already; the calls after
 * it wait instead.
 */
record CountRetries(RequestBudget budget) implements ExecutionInterceptor {

    private static final ExecutionAttribute<Boolean> SENT_BEFORE = new ExecutionAttribute<>("BucketwardenSentBefore");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(SENT_BEFORE) != null) {
            budget.spend();
        }
        attributes.putAttribute(SENT_BEFORE, true);
    }
}
