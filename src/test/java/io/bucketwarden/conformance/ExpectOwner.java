package io.bucketwarden.conformance;

import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends the account with every call that is for a bucket, before it is signed: a bucket of somebody else that has one of our
 * names is neither read, written nor deleted.
 *
 * @param account whose buckets they are
 */
record ExpectOwner(String account) implements ExecutionInterceptor {

    static final String HEADER = "x-amz-expected-bucket-owner";

    /** They are for no bucket that there is yet. */
    private static final Set<String> OF_NO_BUCKET = Set.of("CreateBucket", "ListBuckets");

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return OF_NO_BUCKET.contains(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))
                ? context.httpRequest()
                : context.httpRequest().toBuilder().putHeader(HEADER, account).build();
    }
}
