package io.bucketwarden.access.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.LogFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All that a format tells of a content, whoever wrote that. Fails where it is not bounded, or not printable. */
public final class Overheard implements AccessSink {

    private final List<String> told = new ArrayList<>();
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);

    private final int leastStatus;
    private final int mostStatus;

    /** Each format promises other statuses. */
    public Overheard(int leastStatus, int mostStatus) {
        this.leastStatus = leastStatus;
        this.mostStatus = mostStatus;
    }

    public Overheard read(LogFormat format, byte[] content) {
        return read(format, new ByteArrayInputStream(content));
    }

    /** The same when the content comes byte by byte. */
    public Overheard readInPieces(LogFormat format, byte[] content) {
        return read(format, new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] target, int offset, int count) {
                return super.read(target, offset, Math.min(count, 1));
            }
        });
    }

    private Overheard read(LogFormat format, InputStream content) {
        try {
            format.read(content, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** In the order in which it was told. */
    public List<String> told() {
        return told;
    }

    public Set<Fault> faults() {
        return faults;
    }

    @Override
    public void accept(Access access) {
        told.add(access.toString());
        var who = access.accessor();
        assertBounded(who.principal(), Accessor.MAX_PRINCIPAL);
        assertBounded(who.application(), Accessor.MAX_APPLICATION);
        assertBounded(who.network(), 48);
        assertBounded(access.bucket(), 255);
        assertBounded(access.operation().name(), 64);
        assertThat(access.sourceIp()).hasSizeLessThanOrEqualTo(45);
        assertThat(access.status()).isBetween(leastStatus, mostStatus);
        assertThat(access.bytes()).isNotNegative();
        assertThat(access.second()).isBetween(1_130_000_000L, 7_300_000_000L);
    }

    @Override
    public void unreadable(Fault fault) {
        told.add(fault.toString());
        faults.add(fault);
    }

    private static void assertBounded(String text, int max) {
        assertThat(text).isNotEmpty().hasSizeLessThanOrEqualTo(max).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}]");
    }
}
