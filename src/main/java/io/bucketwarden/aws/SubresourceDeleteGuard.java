package io.bucketwarden.aws;

import io.bucketwarden.api.Reason;
import io.bucketwarden.posture.CallFailed;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Stops a DELETE of a bucket's sub-resource on its way to a server that is not AWS. Some servers do not know the
 * sub-resource, ignore it, and delete the bucket.
 */
final class SubresourceDeleteGuard implements ExecutionInterceptor {

    /** Every server that stores policy documents at all tells this one apart. */
    private static final Set<String> SAFE = Set.of("policy");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        var request = context.httpRequest();
        if (request.method() != SdkHttpMethod.DELETE) {
            return;
        }
        var parameters = request.rawQueryParameters().keySet();
        if (parameters.stream().noneMatch(SAFE::contains)) {
            var why = "Not sent: DELETE " + parameters + " could delete the whole bucket on a server that is not AWS.";
            throw SdkClientException.create(why, new CallFailed(Reason.RemediationFailed, why));
        }
    }
}
