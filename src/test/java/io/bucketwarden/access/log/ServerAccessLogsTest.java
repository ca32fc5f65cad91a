package io.bucketwarden.access.log;

import static io.bucketwarden.access.Gzipped.gzip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.bucketwarden.access.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contents of objects, read to their end, whatever is in them. */
class ServerAccessLogsTest {

    private static final String LINE = LineText.read().toString();
    private static final String OTHER =
            LineText.read().with(Field.BUCKET, "other").toString();

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n\n\n", "\r\n\r\n"})
    void lines_end_in_any_way(String end) {
        assertThat(buckets(Told.of(LINE + end + OTHER + end))).isEqualTo("acme-data other");
        assertThat(buckets(Told.of(end + LINE + end + OTHER))).isEqualTo("acme-data other");
        assertThat(Told.of(LINE + end + OTHER).faults()).isEmpty();
    }

    @Test
    void nothing_tells_nothing() {
        assertThat(Told.of("")).isEqualTo(Told.of("\n\r\n"));
        assertThat(Told.of("").accesses()).isEmpty();
        assertThat(Told.of("").faults()).isEmpty();
        assertThat(Told.of(gzip("")).accesses()).isEmpty();
    }

    @Test
    void a_bad_line_is_counted_and_hides_no_other() {
        var told = Told.of("garbage\n" + LINE + "\n" + LINE.substring(0, 150) + "\n" + OTHER + "\n"
                + LINE.replace("06/Feb", "31/Feb") + "\n" + LINE + "\n");

        assertThat(buckets(told)).isEqualTo("acme-data other acme-data");
        assertThat(told.faults()).containsExactly(Fault.NOT_A_RECORD, Fault.TRUNCATED, Fault.BAD_TIME);
    }

    @ParameterizedTest
    @ValueSource(ints = {ServerAccessLogs.LONGEST_LINE + 1, 300_000, 1 << 20, 5_000_000})
    void a_line_that_is_too_long_is_counted_once_and_skipped(int length) {
        var longLine =
                LineText.read().with(Field.USER_AGENT, "x".repeat(length)).toString();

        assertThat(Told.of(longLine).faults()).containsExactly(Fault.TOO_LONG);
        var told = Told.of(LINE + "\n" + longLine + "\r\n" + OTHER + "\n" + longLine + "\n");
        assertThat(buckets(told)).isEqualTo("acme-data other");
        assertThat(told.faults()).containsExactly(Fault.TOO_LONG, Fault.TOO_LONG);
    }

    @Test
    void a_line_of_the_greatest_length_is_read() {
        var room = ServerAccessLogs.LONGEST_LINE - LINE.length();
        var line = LineText.read().with(Field.USER_AGENT, LineText.read().field(Field.USER_AGENT) + "x".repeat(room));

        assertThat(line.toString()).hasSize(ServerAccessLogs.LONGEST_LINE);
        assertThat(Told.of(LINE + "\n" + line + "\n").accesses()).hasSize(2);
        assertThat(Told.of(line + "x").faults()).containsExactly(Fault.TOO_LONG);
    }

    @Test
    void it_does_not_matter_in_what_pieces_it_comes() {
        var content = manyLines(3_000).getBytes(UTF_8);
        var whole = Told.of(content);

        assertThat(whole.accesses().size() + whole.faults().size()).isEqualTo(3_000);
        for (int piece : new int[] {1, 7, 4_096, 65_537}) {
            assertThat(Told.of(new ServerAccessLogs(), inPieces(content, piece)))
                    .hasToString(whole.toString());
        }
        assertThat(Told.of(gzip(new String(content, UTF_8)))).hasToString(whole.toString());
    }

    @Test
    void what_was_read_before_changes_nothing() {
        var used = new ServerAccessLogs();
        var random = new Random(7);
        for (int i = 0; i < 12; i++) {
            // More callers and user agents than are kept.
            Told.of(used, new ByteArrayInputStream(manyDifferent(random, 1_000).getBytes(UTF_8)));
            Told.of(used, new ByteArrayInputStream((LINE + "\n" + "x".repeat(100_000 * i)).getBytes(UTF_8)));
            var content = manyDifferent(random, 500).getBytes(UTF_8);
            assertThat(Told.of(used, new ByteArrayInputStream(content)))
                    .hasToString(Told.of(content).toString());
        }
    }

    /** Far more than are kept, so that they come to the same places. */
    @Test
    void callers_that_differ_in_one_thing_alone_are_not_confused() {
        var lines = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            lines.append(LineText.read().with(Field.USER_AGENT, "agent" + i)).append('\n');
            lines.append(LineText.read().with(Field.REMOTE_IP, "10." + i / 256 + "." + i % 256 + ".7"))
                    .append('\n');
            lines.append(LineText.read().with(Field.REQUESTER, "arn:aws:iam::000000000001:user/u" + i))
                    .append('\n');
        }

        var who = Told.of(lines.toString()).accesses().stream()
                .map(a -> a.accessor())
                .distinct();

        assertThat(who).hasSize(90_000);
    }

    @Test
    void garbage_is_counted_line_by_line() {
        var random = new Random(3);
        var garbage = new byte[100_000];
        random.nextBytes(garbage);
        garbage[0] = 'x';
        var lines = new String(garbage, ISO_8859_1).lines().filter(l -> !l.isEmpty());

        var told = Told.of(garbage);

        assertThat(told.accesses()).isEmpty();
        assertThat(told.faults()).hasSizeBetween(300, (int) lines.count());
        assertThat(buckets(Told.of(new ByteArrayInputStream(garbage).readAllBytes())))
                .isEmpty();
    }

    @Test
    void gzip_may_have_several_members() {
        var content =
                join(gzip(LINE + "\n"), gzip(""), gzip(OTHER + "\n" + LINE.substring(0, 40)), gzip(LINE.substring(40)));

        assertThat(buckets(Told.of(content))).isEqualTo("acme-data other acme-data");
        assertThat(buckets(Told.of(new ServerAccessLogs(), inPieces(content, 1))))
                .isEqualTo("acme-data other acme-data");
    }

    @Test
    void damaged_gzip_is_told_after_what_was_good() {
        var good = gzip(manyLines(2_000));
        var cut = Told.of(Arrays.copyOf(good, good.length / 2));
        assertThat(cut.accesses()).hasSizeGreaterThan(100).hasSizeLessThan(2_000);
        assertThat(cut.faults()).endsWith(Fault.DAMAGED).containsOnlyOnce(Fault.DAMAGED);

        var noGzipFollows = Told.of(join(gzip(LINE + "\n"), "trailing".getBytes(UTF_8)));
        assertThat(buckets(noGzipFollows)).isEqualTo("acme-data");
        assertThat(noGzipFollows.faults()).containsExactly(Fault.DAMAGED);

        var otherChecksum = gzip(LINE + "\n");
        otherChecksum[otherChecksum.length - 6] ^= 1;
        assertThat(Told.of(otherChecksum).faults()).containsExactly(Fault.DAMAGED);
        var otherLength = gzip(LINE + "\n");
        otherLength[otherLength.length - 1] ^= 1;
        assertThat(Told.of(otherLength).faults()).containsExactly(Fault.DAMAGED);
        assertThat(Told.of(new byte[] {0x1F, (byte) 0x8B}).faults()).containsExactly(Fault.DAMAGED);
    }

    @Test
    void gzip_that_would_unpack_for_hours_ends_early() {
        var told = Told.of(muchTheSame(1_000));

        assertThat(buckets(told)).isEqualTo("acme-data");
        assertThat(told.faults()).containsExactly(Fault.DAMAGED);
    }

    /** A caller who chooses its headers so that they pack well must not hide what others did in the same minutes. */
    @Test
    void gzip_of_much_the_same_is_read_to_its_end() {
        var told = Told.of(join(muchTheSame(200), gzip(OTHER)));

        assertThat(buckets(told)).isEqualTo("acme-data other");
        assertThat(told.faults()).isEmpty();
    }

    /** A line, and then megabytes that pack to a thousandth. */
    private static byte[] muchTheSame(int megabytes) {
        var megabyte = gzip("\n".repeat(1 << 20));
        return join(Stream.concat(
                        Stream.of(gzip(LINE + "\n")),
                        Stream.generate(() -> megabyte).limit(megabytes))
                .toArray(byte[][]::new));
    }

    @Test
    void gzip_that_is_broken_anywhere_is_never_taken_for_whole() {
        var good = gzip(LINE + "\n" + OTHER + "\n");
        for (int length = 3; length < good.length; length++) {
            assertThat(Told.of(Arrays.copyOf(good, length)).faults()).contains(Fault.DAMAGED);
        }
    }

    @Test
    void an_error_of_the_network_is_no_damage() {
        var broken =
                new SequenceInputStream(new ByteArrayInputStream((LINE + "\n").getBytes(UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }
                });

        assertThatIOException()
                .isThrownBy(() -> new ServerAccessLogs().read(broken, Told.of("")))
                .withMessage("connection reset");
    }

    private static String buckets(Told told) {
        return told.accesses().stream().map(a -> a.bucket()).collect(Collectors.joining(" "));
    }

    private static String manyLines(int count) {
        var random = new Random(count);
        return Stream.generate(() -> random.nextInt(20) == 0 ? "no line" : "" + RandomLines.next(random))
                .limit(count)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String manyDifferent(Random random, int count) {
        return Stream.generate(() -> LineText.read()
                        .with(
                                Field.REQUESTER,
                                "arn:aws:sts::000000000001:assumed-role/r" + random.nextInt(50_000) + "/s")
                        .with(Field.REMOTE_IP, "10." + random.nextInt(256) + "." + random.nextInt(256) + ".7")
                        .with(Field.USER_AGENT, "agent" + random.nextInt(50_000) + "/1")
                        .toString())
                .limit(count)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static InputStream inPieces(byte[] content, int length) {
        return new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] target, int offset, int count) {
                return super.read(target, offset, Math.min(count, length));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    private static byte[] join(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
