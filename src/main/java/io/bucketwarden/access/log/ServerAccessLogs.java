package io.bucketwarden.access.log;

import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.DamagedContentException;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.LogFormat;
import io.bucketwarden.access.Unpacked;
import java.io.IOException;
import java.io.InputStream;

/**
 * Server access logs as S3 delivers them to a bucket: a line for each request. Keeps what it made of texts for the next
 * object; not to be used by several threads at once.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3 server access log format</a>
 */
public final class ServerAccessLogs implements LogFormat {

    /** In bytes. The headers of a request have 8 KB, a key 1 KB that encoding makes up to five times as long. */
    static final int LONGEST_LINE = 64 * 1024;

    private static final int BUFFER = 4 * LONGEST_LINE;

    private final byte[] buffer = new byte[BUFFER];
    private final LogLine line = new LogLine();
    private final Requests requests = new Requests();

    /** Of the buffer: from where the line begins that was not read yet, until where it is filled. */
    private int start;

    private int filled;
    private boolean isTooLong;

    @Override
    public void read(InputStream content, AccessSink sink) throws IOException {
        start = 0;
        filled = 0;
        isTooLong = false;
        try {
            var unpacked = Unpacked.of(content);
            for (int read = fill(unpacked); read >= 0; read = fill(unpacked)) {
                readLines(filled - read, sink);
            }
            readLine(filled, false, sink);
        } catch (DamagedContentException e) {
            sink.unreadable(Fault.DAMAGED);
        }
    }

    private int fill(InputStream content) throws IOException {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
        int read = content.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read;
    }

    /** All lines that have ended. What came before was searched for an end already. */
    private void readLines(int from, AccessSink sink) {
        int end = Bytes.indexOf(buffer, '\n', from, filled);
        while (end >= 0) {
            readLine(end, true, sink);
            start = end + 1;
            end = Bytes.indexOf(buffer, '\n', start, filled);
        }
        if (isTooLong || filled - start > LONGEST_LINE) {
            isTooLong = true;
            start = filled;
        }
    }

    private void readLine(int end, boolean ended, AccessSink sink) {
        int until = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
        if (isTooLong || until - start > LONGEST_LINE) {
            isTooLong = false;
            sink.unreadable(Fault.TOO_LONG);
        } else if (until > start) {
            var fault = line.read(buffer, start, until, ended);
            if (fault == null) {
                requests.tell(line, sink);
            } else {
                sink.unreadable(fault);
            }
        }
    }
}
