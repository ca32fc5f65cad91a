package io.bucketwarden.access.log;

import io.bucketwarden.access.Fault;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of one line are. Made once, and used for line after line.
 *
 * <p>The request, the referer and the user agent are written by the client and may hold quotes and forged fields. What
 * comes before them is found from the left. The request holds no forged field, since a client's request line has no
 * further spaces, so it ends at the first quote that the fields after it can follow. What comes after the user agent
 * holds no quote, so that ends at the last quote that the fields after it can follow: whatever the client writes, it
 * is left of there.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3 server access log format</a>
 */
final class LogLine {

    private static final int LONGEST_TIME = 64;
    private static final int LONGEST_WORD = 64;
    private static final int MOST_DIGITS = 18;
    private static final byte[] SIGNATURE_START = "SigV".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TLS_START = "tls".getBytes(StandardCharsets.US_ASCII);

    private final int[] starts = new int[Field.COUNT];
    private final int[] ends = new int[Field.COUNT];
    private byte[] bytes = {};
    private int to;
    private int count;
    private boolean whole;

    /**
     * Finds the fields of a line without its end of line; null when they were found.
     *
     * @param ended whether an end of line follows, so that it was not cut
     */
    @Nullable
    Fault read(byte[] text, int from, int until, boolean ended) {
        bytes = text;
        whole = ended;
        to = until;
        count = 0;
        int time = words(Field.OWNER, Field.BUCKET, from);
        if (time < 0 || time >= to) {
            return Fault.NOT_A_RECORD;
        }
        if (bytes[time] != '[') {
            return isNone(time) ? Fault.BAD_TIME : Fault.NOT_A_RECORD;
        }
        int end = Bytes.indexOf(bytes, ']', time, Math.min(to, time + LONGEST_TIME));
        if (end < 0) {
            return to - time < LONGEST_TIME ? Fault.TRUNCATED : Fault.NOT_A_RECORD;
        }
        set(Field.TIME, time + 1, end);
        if (end + 1 < to && bytes[end + 1] != ' ') {
            return Fault.NOT_A_RECORD;
        }
        int request = words(Field.REMOTE_IP, Field.KEY, end + 2);
        if (request < 0 || request >= to) {
            return Fault.TRUNCATED;
        }
        return readRequest(request);
    }

    private @Nullable Fault readRequest(int at) {
        if (isNone(at)) {
            set(Field.REQUEST_URI, at, at + 1);
            int referer = numbers(at + 2);
            return referer < 0 ? Fault.NOT_A_RECORD : readClient(referer);
        }
        if (bytes[at] != '"') {
            return Fault.NOT_A_RECORD;
        }
        for (int quote = next('"', at + 1); quote >= 0; quote = next('"', quote + 1)) {
            int referer = follows(quote, ' ') ? numbers(quote + 2) : -1;
            if (referer >= 0) {
                set(Field.REQUEST_URI, at + 1, quote);
                return readClient(referer);
            }
        }
        return Fault.TRUNCATED;
    }

    private @Nullable Fault readClient(int at) {
        if (bytes[at] == '"') {
            int last = lastQuote(at + 1);
            if (last < 0) {
                return Fault.TRUNCATED;
            }
            int agent = rest(last + 2) ? agentAfterReferer(at + 1, last) : -1;
            if (agent >= 0) {
                set(Field.REFERER, at + 1, agent - 3);
                set(Field.USER_AGENT, agent, last);
                return null;
            }
            if (!isNone(last + 2) || !rest(last + 4)) {
                return Fault.NOT_A_RECORD;
            }
            set(Field.REFERER, at + 1, last);
            set(Field.USER_AGENT, last + 2, last + 3);
            return null;
        }
        set(Field.REFERER, at, at + 1);
        int agent = at + 2;
        if (agent >= to) {
            return Fault.TRUNCATED;
        }
        if (bytes[agent] == '"') {
            int last = lastQuote(agent + 1);
            set(Field.USER_AGENT, agent + 1, last);
            return last < 0 ? Fault.TRUNCATED : rest(last + 2) ? null : Fault.NOT_A_RECORD;
        }
        set(Field.USER_AGENT, agent, agent + 1);
        return isNone(agent) ? rest(agent + 2) ? null : Fault.NOT_A_RECORD : Fault.TRUNCATED;
    }

    /** Words, each followed by a space; where the next field begins, or -1 if there are not so many. */
    private int words(int first, int last, int from) {
        int at = from;
        for (int field = first; field <= last; field++) {
            int space = next(' ', at);
            if (space <= at) {
                return -1;
            }
            set(field, at, space);
            at = space + 1;
        }
        return at;
    }

    /** The fields from the status to the turn-around time; where the referer begins, or -1 if these are others. */
    private int numbers(int from) {
        int at = from;
        for (int field = Field.STATUS; field <= Field.TURN_AROUND; field++) {
            int end = field == Field.ERROR_CODE ? endOfWord(at) : endOfNumber(at);
            if (end < 0 || (field == Field.STATUS && end - at != 3 && bytes[at] != '-')) {
                return -1;
            }
            set(field, at, end);
            at = end + 1;
        }
        return at < to && (bytes[at] == '"' || isNone(at)) ? at : -1;
    }

    private int endOfNumber(int from) {
        if (isNone(from)) {
            return from + 1;
        }
        int at = from;
        while (at < to && at - from < MOST_DIGITS && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at > from && at < to && bytes[at] == ' ' ? at : -1;
    }

    private int endOfWord(int from) {
        int at = from;
        while (at < to && at - from < LONGEST_WORD && isOfWord(bytes[at])) {
            at++;
        }
        return at > from && at < to && bytes[at] == ' ' ? at : -1;
    }

    private static boolean isOfWord(byte c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }

    /** The last quote that the fields after the user agent can follow, or a user agent of none and these; -1 if none. */
    private int lastQuote(int from) {
        int quote = to;
        do {
            quote = Bytes.lastIndexOf(bytes, '"', from, quote);
        } while (quote >= 0 && !(follows(quote, ' ') && (rest(quote + 2) || (isNone(quote + 2) && rest(quote + 4)))));
        return quote;
    }

    /** Where the user agent begins, behind a referer that is closed before it; -1 if there is none in quotes. */
    private int agentAfterReferer(int from, int last) {
        for (int quote = next('"', from); quote >= 0 && quote + 2 < last; quote = next('"', quote + 1)) {
            if (bytes[quote + 1] == ' ' && bytes[quote + 2] == '"') {
                return quote + 3;
            }
        }
        return -1;
    }

    /** The fields after the user agent, as many as there are; whether they can be those. */
    private boolean rest(int from) {
        int at = from;
        int field = Field.VERSION_ID;
        while (field < Field.COUNT && at < to) {
            int space = next(' ', at);
            int end = space < 0 ? to : space;
            if (end == at || !canBe(field, at, end)) {
                return false;
            }
            set(field++, at, end);
            at = end + 1;
        }
        count = field;
        return field > Field.VERSION_ID;
    }

    private boolean canBe(int field, int from, int end) {
        return switch (field) {
            case Field.SIGNATURE -> isNone(from) || begins(SIGNATURE_START, from, end, 0);
            case Field.TLS_VERSION -> (end - from == 1 && bytes[from] == '-') || begins(TLS_START, from, end, 0x20);
            case Field.VERSION_ID, Field.HOST_ID, Field.CIPHER_SUITE, Field.AUTHENTICATION, Field.HOST_HEADER ->
                Bytes.indexOf(bytes, '"', from, end) < 0;
            default -> true;
        };
    }

    /** Whether it begins so; or, being the last field of a line that was cut, is the beginning of it. */
    private boolean begins(byte[] start, int from, int end, int ignoredCase) {
        int length = end == to ? Math.min(start.length, end - from) : start.length;
        if (end - from < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((bytes[from + i] | ignoredCase) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private int next(char wanted, int from) {
        return from < to ? Bytes.indexOf(bytes, wanted, from, to) : -1;
    }

    private boolean follows(int at, char wanted) {
        return at + 1 < to && bytes[at + 1] == wanted;
    }

    /** Whether a field is only a dash. */
    private boolean isNone(int at) {
        return at < to && bytes[at] == '-' && (at + 1 == to || bytes[at + 1] == ' ');
    }

    private void set(int field, int start, int end) {
        starts[field] = start;
        ends[field] = end;
    }

    /** How many fields the line has, of those that are known. */
    int count() {
        return count;
    }

    /** Whether the line is too short for the field, or tells nothing there. */
    boolean tellsNone(int field) {
        return field >= count || (ends[field] - starts[field] == 1 && bytes[starts[field]] == '-');
    }

    /** Whether its end is its end: a line that was cut in the user agent ends with what the client chose. */
    boolean isWhole() {
        return whole;
    }

    /** A number; 0 where there is none. */
    long number(int field) {
        long number = 0;
        for (int i = starts[field]; i < ends[field] && bytes[i] != '-'; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    /** What was made of the field's text, as the cache has it. */
    <V> V of(int field, ByteCache<V> cache) {
        return cache.get(bytes, starts[field], ends[field]);
    }

    long second() {
        return LogTime.second(bytes, starts[Field.TIME], ends[Field.TIME]);
    }

    String text(int field) {
        return new String(bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
    }
}
