package io.bucketwarden.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The content of an object. What is closed before its end is broken off: to read the rest, which the HTTP client does to
 * use the connection again, may take as long as a gigabyte takes.
 */
final class S3Content extends FilterInputStream {

    private final ResponseInputStream<GetObjectResponse> content;
    private boolean ended;

    S3Content(ResponseInputStream<GetObjectResponse> content) {
        super(content);
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        try {
            return ended(content.read());
        } catch (SdkException e) {
            throw broken(e);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return ended(content.read(into, offset, length));
        } catch (SdkException e) {
            throw broken(e);
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        try {
            return content.skip(bytes);
        } catch (SdkException e) {
            throw broken(e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            content.close();
        } else {
            content.abort();
        }
    }

    private int ended(int read) {
        ended |= read < 0;
        return read;
    }

    /** Such as a checksum that differs, or an interruption. */
    private static IOException broken(SdkException e) {
        return new IOException("the content broke off: " + e.getMessage(), e);
    }
}
