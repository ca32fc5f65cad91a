package io.bucketwarden.aws;

import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends calls about an account to a server that is not AWS. The SDK puts the account in front of the host, also of one
 * that is given, and such a server seldom has a name for each account; the account still goes along as a header.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html">
 *     GetPublicAccessBlock</a>
 */
record AccountOutOfHost(URI server) implements ExecutionInterceptor {

    /** A host that takes a prefix, which an address does not. It is never asked. */
    static final URI PLACEHOLDER = URI.create("http://account.invalid");

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        var request = context.httpRequest();
        var below = server.getRawPath() == null ? "" : server.getRawPath().replaceFirst("/$", "");
        return request.toBuilder()
                .protocol(server.getScheme())
                .host(server.getHost())
                .port(server.getPort() < 0 ? null : server.getPort())
                .encodedPath(below + request.encodedPath())
                .build();
    }
}
