package io.bucketwarden.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Makes of GetPublicAccessBlock of a bucket the same call of an account, which S3 Control answers in the same words.
 * A client of S3 is used for it because the newest S3 Control client to be had does not run with the core of this SDK;
 * and that client puts the account in front of the host, for which a server other than AWS seldom has a name.
 *
 * @param server the server to use instead of AWS, or null for AWS itself
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html">
 *     GetPublicAccessBlock</a>
 */
record AccountRequest(
        String account, String region, @Nullable URI server) implements ExecutionInterceptor {

    private static final String PATH = "/v20180820/configuration/publicAccessBlock";
    private static final int LONGEST_ERROR = 64 * 1024;

    /** S3 Control wraps its errors, S3 does not. */
    private static final Pattern WRAPPED = Pattern.compile("<ErrorResponse\\b.*?(<Error>.*?</Error>)", Pattern.DOTALL);

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder()
                .encodedPath(PATH)
                .clearQueryParameters()
                .putHeader("x-amz-account-id", account)
                .build();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (context.httpResponse().isSuccessful() || context.responseBody().isEmpty()) {
            return context.responseBody();
        }
        try (var body = context.responseBody().get()) {
            var text = new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
            var wrapped = WRAPPED.matcher(text);
            var error = wrapped.find() ? wrapped.group(1) : text;
            return Optional.of(new ByteArrayInputStream(error.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where S3 Control is: under the account's own name on AWS, and where S3 is elsewhere. */
    URI endpoint() {
        if (server != null) {
            return server;
        }
        var suffix = PartitionMetadata.of(Region.of(region)).dnsSuffix();
        return URI.create("https://" + account + ".s3-control." + region + "." + suffix);
    }
}
