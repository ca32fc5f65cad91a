package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

class S3ContentTest {

    private final AtomicBoolean aborted = new AtomicBoolean();

    @Test
    void what_is_closed_early_is_broken_off() throws IOException {
        try (var content = content(new ByteArrayInputStream(new byte[1000]))) {
            assertThat(content.readNBytes(10)).hasSize(10);
        }
        assertThat(aborted).isTrue();
    }

    @Test
    void what_was_read_to_its_end_leaves_the_connection_for_others() throws IOException {
        try (var content = content(new ByteArrayInputStream(new byte[1000]))) {
            assertThat(content.readAllBytes()).hasSize(1000);
        }
        assertThat(aborted).isFalse();
    }

    @Test
    void what_the_sdk_finds_wrong_at_the_end_is_a_failure_of_reading() {
        var wrong = new InputStream() {
            @Override
            public int read() {
                throw SdkClientException.create("checksum mismatch");
            }
        };

        assertThatThrownBy(() -> content(wrong).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("checksum mismatch");
    }

    private S3Content content(InputStream bytes) {
        return new S3Content(new ResponseInputStream<>(
                GetObjectResponse.builder().build(), AbortableInputStream.create(bytes, () -> aborted.set(true))));
    }
}
