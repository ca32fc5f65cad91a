package io.bucketwarden.access;

import java.io.IOException;
import java.io.InputStream;

/** Reads the content of one object of a log. */
@FunctionalInterface
public interface LogFormat {

    /**
     * Tells all that the content holds, from its beginning to its end, in bounded memory.
     *
     * @param content plain or gzip, whichever it turns out to be; closed by whoever opened it
     * @throws IOException when the content could not be fetched to its end; what is damaged in itself is told to the sink
     */
    void read(InputStream content, AccessSink sink) throws IOException;
}
