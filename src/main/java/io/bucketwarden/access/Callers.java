package io.bucketwarden.access;

import io.bucketwarden.iam.Principal;
import java.util.regex.Pattern;

/**
 * Who made a request, from what a log has for them: the requester of a server access log, or an ARN of CloudTrail.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Requester</a>
 */
public final class Callers {

    /** As which S3 does by itself what a lifecycle rule says. */
    public static final String S3 = "s3.amazonaws.com";

    private static final String NONE = "-";
    private static final String S3_ITSELF = "AmazonS3";
    private static final String SERVICE = "svc:";
    private static final Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}");
    private static final String SESSION = ":assumed-role/";
    private static final String ROLE = ":role/";
    private static final String ARN = "arn:";
    private static final String IAM = ":iam:";
    private static final String STS = ":sts:";

    private Callers() {}

    /**
     * The name by which an accessor counts, as {@link Accessor#principal} has it.
     *
     * @param requester {@code -} or empty for nobody; a canonical user id; an ARN; {@code svc:} and the name of a
     *     service, or that name alone; {@code AmazonS3}; anything else stays what it is
     */
    public static String accessorName(String requester) {
        if (isNobody(requester)) {
            return Accessor.ANONYMOUS;
        }
        return bounded(withoutSession(named(requester)));
    }

    private static String withoutSession(String name) {
        if (!name.startsWith(ARN)) {
            return name;
        }
        int session = name.indexOf(SESSION);
        if (session > 0 && name.contains(STS)) {
            int slash = name.indexOf('/', session + SESSION.length());
            return slash < 0 ? name : name.substring(0, slash);
        }
        int role = name.indexOf(ROLE);
        return role > 0 && name.contains(IAM)
                ? name.substring(0, role).replace(IAM, STS) + SESSION + name.substring(name.lastIndexOf('/') + 1)
                : name;
    }

    /** The same as a policy document sees them, with the session where it is told. */
    public static Principal principal(String requester) {
        if (isNobody(requester)) {
            return Principal.of("");
        }
        var name = bounded(named(requester));
        return CANONICAL_ID.matcher(name).matches() ? Principal.canonicalUser(name) : Principal.of(name);
    }

    private static boolean isNobody(String requester) {
        return requester.isEmpty() || requester.equals(NONE);
    }

    private static String named(String requester) {
        if (requester.equals(S3_ITSELF)) {
            return S3;
        }
        var service = requester.startsWith(SERVICE) ? requester.substring(SERVICE.length()) : requester;
        // Nobody's name may come out as "nobody": whoever has an odd one is still somebody.
        return service.isEmpty() || service.equals(Accessor.ANONYMOUS) ? Accessor.UNKNOWN : service;
    }

    private static String bounded(String name) {
        return BoundedText.of(name, Accessor.MAX_PRINCIPAL);
    }
}
