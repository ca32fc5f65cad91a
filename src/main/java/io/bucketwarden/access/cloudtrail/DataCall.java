package io.bucketwarden.access.cloudtrail;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.Networks;
import io.bucketwarden.access.Operation;
import io.bucketwarden.access.Transport;
import io.bucketwarden.access.UserAgents;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** A data event as the requests that it is about: of a copy, one for each of its buckets. */
final class DataCall {

    private static final Pattern ENDPOINT = Pattern.compile("vpce-[0-9a-z]{1,32}");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,15})?");

    /** Since when there is S3, and what one may reckon with. */
    private static final Instant EARLIEST = Instant.parse("2006-03-14T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST_ADDRESS = 45;

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    /** The statuses of errors that say more than that there was one. */
    private static final Map<String, Integer> STATUSES = Map.ofEntries(
            Map.entry("NotModified", 304),
            Map.entry("AccessDenied", 403),
            Map.entry("AccountProblem", 403),
            Map.entry("AllAccessDisabled", 403),
            Map.entry("InvalidAccessKeyId", 403),
            Map.entry("InvalidObjectState", 403),
            Map.entry("RequestTimeTooSkewed", 403),
            Map.entry("SignatureDoesNotMatch", 403),
            Map.entry("NoSuchBucket", 404),
            Map.entry("NoSuchKey", 404),
            Map.entry("NoSuchUpload", 404),
            Map.entry("NoSuchVersion", 404),
            Map.entry("MethodNotAllowed", 405),
            Map.entry("PreconditionFailed", 412),
            Map.entry("InternalError", 500),
            Map.entry("ServiceUnavailable", 503),
            Map.entry("SlowDown", 503));

    private DataCall() {}

    static void of(TrailRecord told, AccessSink sink) {
        var second = second(told.get(Field.EVENT_TIME));
        var touched = BucketOperation.of(told);
        if (second < 0) {
            sink.unreadable(Fault.BAD_TIME);
        } else if (touched.isEmpty()) {
            sink.unreadable(Fault.NOT_A_RECORD);
        } else {
            touched.forEach(one -> sink.accept(access(told, second, one)));
        }
    }

    private static Access access(TrailRecord told, long second, BucketOperation touched) {
        var who = Who.of(told);
        var source = told.get(Field.SOURCE);
        var network = Networks.of(source);
        var isAddress = source.length() <= LONGEST_ADDRESS && !network.equals(Accessor.UNKNOWN);
        var endpoint = endpoint(told);
        return new Access(
                second,
                touched.bucket(),
                new Accessor(
                        who.name(),
                        UserAgents.family(told.get(Field.USER_AGENT)),
                        endpoint.isEmpty() ? network : endpoint),
                who.principal(),
                isAddress ? source : "",
                endpoint,
                touched.operation(),
                transport(told, isAddress),
                status(told.get(Field.ERROR_CODE)),
                bytes(told, touched.operation().kind()));
    }

    private static long second(String time) {
        try {
            var instant = Instant.parse(time);
            return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? -1 : instant.getEpochSecond();
        } catch (DateTimeException e) {
            return -1;
        }
    }

    private static String endpoint(TrailRecord told) {
        var endpoint =
                told.get(Field.VPC_ENDPOINT).isEmpty() ? told.get(Field.ENDPOINT_BESIDE) : told.get(Field.VPC_ENDPOINT);
        return ENDPOINT.matcher(endpoint).matches() ? endpoint : "";
    }

    /** A request that came from an address, of which S3 tells how it was signed but no cipher, had none. */
    private static Transport transport(TrailRecord told, boolean isAddress) {
        return switch (told.get(Field.TLS_VERSION)) {
            case "TLSv1", "TLSv1.0" -> Transport.TLS_1_0;
            case "TLSv1.1" -> Transport.TLS_1_1;
            case "TLSv1.2" -> Transport.TLS_1_2;
            case "TLSv1.3" -> Transport.TLS_1_3;
            case "" -> {
                if (!told.get(Field.CIPHER).isEmpty()
                        || !told.get(Field.TLS_CIPHER).isEmpty()) {
                    yield Transport.TLS_UNKNOWN;
                }
                yield isAddress && !told.get(Field.SIGNATURE).isEmpty() ? Transport.PLAIN_HTTP : Transport.UNKNOWN;
            }
            default -> Transport.TLS_UNKNOWN;
        };
    }

    private static int status(String errorCode) {
        return errorCode.isEmpty() ? OK : STATUSES.getOrDefault(errorCode, BAD_REQUEST);
    }

    private static long bytes(TrailRecord told, Operation.Kind kind) {
        return switch (kind) {
            case READ -> count(told.get(Field.BYTES_OUT));
            case WRITE -> count(told.get(Field.BYTES_IN));
            default -> 0;
        };
    }

    /** CloudTrail writes some as {@code 12.0}. */
    private static long count(String number) {
        return COUNT.matcher(number).matches() ? Long.parseLong(number.replaceFirst("\\..*", "")) : 0;
    }
}
