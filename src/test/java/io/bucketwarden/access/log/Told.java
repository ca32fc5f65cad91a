package io.bucketwarden.access.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.LogFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** All that was told of a content. */
record Told(List<Access> accesses, List<Fault> faults) implements AccessSink {

    static Told of(String content) {
        return of(content.getBytes(UTF_8));
    }

    static Told of(byte[] content) {
        return of(new ServerAccessLogs(), new ByteArrayInputStream(content));
    }

    static Told of(LogFormat format, InputStream content) {
        var told = new Told(new ArrayList<>(), new ArrayList<>());
        try {
            format.read(content, told);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told;
    }

    /** The only one. */
    Access access() {
        if (accesses.size() != 1 || !faults.isEmpty()) {
            throw new AssertionError("not one access, but " + this);
        }
        return accesses.getFirst();
    }

    @Override
    public void accept(Access access) {
        accesses.add(access);
    }

    @Override
    public void unreadable(Fault fault) {
        faults.add(fault);
    }
}
