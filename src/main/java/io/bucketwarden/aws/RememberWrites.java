package io.bucketwarden.aws;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Remembers every attempt at a write that S3 answered: one that is retried may have been recorded, too. */
record RememberWrites(OwnWrites writes) implements ExecutionInterceptor {

    private static final Set<SdkHttpMethod> READS = Set.of(SdkHttpMethod.GET, SdkHttpMethod.HEAD);

    /** That of S3 comes first; some servers answer with that of other services. */
    private static final List<String> REQUEST_ID = List.of("x-amz-request-id", "x-amzn-requestid");

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (!READS.contains(context.httpRequest().method())) {
            context.httpResponse().firstMatchingHeader(REQUEST_ID).ifPresent(writes::made);
        }
    }
}
