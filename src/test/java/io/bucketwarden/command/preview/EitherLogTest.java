package io.bucketwarden.command.preview;

import static io.bucketwarden.access.Gzipped.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs of which only the content tells what they are. */
class EitherLogTest {

    private final List<String> told = new ArrayList<>();

    @Test
    void lines_and_records_are_told_apart_plain_and_packed() throws IOException {
        var line = PreviewLines.line("acme", PreviewLines.OUTSIDE).getBytes(StandardCharsets.UTF_8);
        var records = "{\"Records\":[]}".getBytes(StandardCharsets.UTF_8);

        assertThat(read(line)).containsExactly("request");
        assertThat(read(gzip(line))).containsExactly("request");
        assertThat(read(records)).isEmpty();
        assertThat(read(gzip(records))).isEmpty();
        assertThat(read(new byte[0])).isEmpty();
    }

    /** Else its limit would hold for each of the layers, and what is packed twice would be let through. */
    @Test
    void what_is_packed_twice_is_unpacked_once() throws IOException {
        assertThat(read(gzip(
                        gzip(PreviewLines.line("acme", PreviewLines.OUTSIDE).getBytes(StandardCharsets.UTF_8)))))
                .isNotEmpty()
                .doesNotContain("request");
    }

    private List<String> read(byte[] content) throws IOException {
        told.clear();
        new EitherLog().read(new ByteArrayInputStream(content), new AccessSink() {
            @Override
            public void accept(Access access) {
                told.add("request");
            }

            @Override
            public void unreadable(Fault fault) {
                told.add(fault.toString());
            }
        });
        return List.copyOf(told);
    }
}
