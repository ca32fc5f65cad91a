package io.bucketwarden.access.log;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.BoundedText;
import io.bucketwarden.access.Callers;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.Networks;
import io.bucketwarden.access.Operation;
import io.bucketwarden.access.Operations;
import io.bucketwarden.access.UserAgents;
import io.bucketwarden.iam.Principal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes requests of lines. The same text occurs line after line, so what was made of it is kept for the next one. */
final class Requests {

    private static final int MANY = 8_192;
    private static final int SOME = 1_024;
    private static final int MAX_BUCKET = 255;
    private static final int MAX_IP = 45;

    /** An address as well, but of which network AWS would take it for is not documented. */
    private static final Pattern V4_IN_V6 = Pattern.compile("::(ffff:)?[0-9.]{7,15}", Pattern.CASE_INSENSITIVE);

    private static final Caller S3 = Caller.of(Callers.S3);

    /** The endpoint of a VPC is not told: what the Host header says of it is the client's own word. */
    private static final String NO_ENDPOINT = "";

    private record Caller(String name, Principal principal) {

        static Caller of(String requester) {
            return new Caller(Callers.accessorName(requester), Callers.principal(requester));
        }
    }

    private record Origin(@Nullable String ip, String network) {

        static Origin of(String ip) {
            if (ip.equals("-")) {
                return new Origin("", Accessor.UNKNOWN);
            }
            var network = ip.length() <= MAX_IP ? Networks.of(ip) : Accessor.UNKNOWN;
            var isOne =
                    !network.equals(Accessor.UNKNOWN) || V4_IN_V6.matcher(ip).matches();
            return new Origin(isOne ? ip : null, network);
        }
    }

    private record Asked(Operation ofBucket, Operation ofObject, Payload payload, boolean byS3) {

        static Asked of(String name) {
            return new Asked(
                    Operations.ofLog(name, false),
                    Operations.ofLog(name, true),
                    Payload.of(name),
                    Operations.isOfS3Itself(name));
        }
    }

    private final ByteCache<String> buckets = new ByteCache<>(SOME, text -> BoundedText.of(text, MAX_BUCKET));
    private final ByteCache<Caller> callers = new ByteCache<>(MANY, Caller::of);
    private final ByteCache<Origin> origins = new ByteCache<>(MANY, Origin::of);
    private final ByteCache<Asked> operations = new ByteCache<>(SOME, Asked::of);
    private final ByteCache<String> applications = new ByteCache<>(MANY, UserAgents::family);
    private final Transports transports = new Transports();
    private final @Nullable Accessor[] accessors = new Accessor[MANY];

    /** Tells the request of a line of which the fields were found, or why it is none. */
    void tell(LogLine line, AccessSink sink) {
        long second = line.second();
        if (second == LogTime.NONE) {
            sink.unreadable(Fault.BAD_TIME);
            return;
        }
        var origin = line.of(Field.REMOTE_IP, origins);
        var ip = origin.ip;
        if (ip == null) {
            sink.unreadable(Fault.NOT_A_RECORD);
            return;
        }
        var asked = line.of(Field.OPERATION, operations);
        var caller = asked.byS3 ? S3 : line.of(Field.REQUESTER, callers);
        int status = (int) line.number(Field.STATUS);
        sink.accept(new Access(
                second,
                line.of(Field.BUCKET, buckets),
                accessor(caller.name, line.of(Field.USER_AGENT, applications), origin.network),
                caller.principal,
                ip,
                NO_ENDPOINT,
                line.tellsNone(Field.KEY) ? asked.ofBucket : asked.ofObject,
                transports.of(line),
                status,
                asked.payload.bytes(line, status)));
    }

    private Accessor accessor(String principal, String application, String network) {
        int hash = (principal.hashCode() * 31 + application.hashCode()) * 31 + network.hashCode();
        int place = (hash ^ (hash >>> 16)) & (accessors.length - 1);
        var known = accessors[place];
        if (known == null
                || !known.principal().equals(principal)
                || !known.application().equals(application)
                || !known.network().equals(network)) {
            known = new Accessor(principal, application, network);
            accessors[place] = known;
        }
        return known;
    }
}
