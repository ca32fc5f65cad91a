package io.bucketwarden.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text as bytes, made when somebody asks for it. Few are in memory, however many take them slowly: who asks while as many
 * as that are being taken is given the newest of them. Who waits for one that is made is content with the next.
 */
final class SharedText {

    private final Supplier<String> source;
    private final int most;
    private int held;
    private @Nullable Version newest;

    /** @param most how many are in memory at the same time */
    SharedText(Supplier<String> source, int most) {
        this.source = source;
        this.most = most;
    }

    /** One text, as long as somebody takes it. */
    private static final class Version {

        private final byte[] bytes;
        private final long begun;
        private int takers;

        Version(byte[] bytes, long begun) {
            this.bytes = bytes;
            this.begun = begun;
        }
    }

    /** What one has been given; others may have the same. */
    final class Taken implements AutoCloseable {

        private final Version version;

        private Taken(Version version) {
            this.version = version;
        }

        byte[] bytes() {
            return version.bytes;
        }

        @Override
        public void close() {
            release(version);
        }
    }

    /** To be closed as soon as it is sent. */
    Taken take() {
        var asked = System.nanoTime();
        synchronized (this) {
            var version = newest;
            if (version == null || (version.begun - asked < 0 && held < most)) {
                version = make();
            }
            version.takers++;
            return new Taken(version);
        }
    }

    private Version make() {
        var begun = System.nanoTime();
        var made = new Version(source.get().getBytes(StandardCharsets.UTF_8), begun);
        newest = made;
        held++;
        return made;
    }

    private synchronized void release(Version version) {
        version.takers--;
        if (version.takers == 0) {
            held--;
            if (newest == version) {
                newest = null;
            }
        }
    }
}
