package io.bucketwarden.access;

import io.bucketwarden.access.Operation.Kind;
import java.util.HashMap;
import java.util.Map;

/** Operations by the names that logs give them. */
public final class Operations {

    /** Longest name that is kept; those of AWS are shorter. */
    static final int MAX_NAME = 64;

    private static final Map<String, Operation> OF_LOG = read(LogOperations.ON_ONE_THING);
    private static final Map<String, Operation> OF_LOG_WITH_KEY = read(LogOperations.WITH_KEY);
    private static final Map<String, Operation> OF_EVENT = read(EventOperations.ALL);

    private static final int COLUMNS = 4;
    private static final String BY_S3_ITSELF = "S3.";

    private Operations() {}

    /** What an operation of a server access log is, where its line has no key. */
    public static Operation ofLog(String name) {
        return ofLog(name, false);
    }

    /**
     * What an operation of a server access log is.
     *
     * @param hasKey whether its line has the key of an object: {@code REST.GET.ACL} is either of a bucket or an object
     */
    public static Operation ofLog(String name, boolean hasKey) {
        var ofObject = hasKey ? OF_LOG_WITH_KEY.get(name) : null;
        var known = ofObject != null ? ofObject : OF_LOG.get(name);
        return known != null ? known : unknown(name);
    }

    /** Whether S3 does it by itself, as a lifecycle rule says. */
    public static boolean isOfS3Itself(String logName) {
        return logName.startsWith(BY_S3_ITSELF);
    }

    /** What a call is that CloudTrail tells of. */
    public static Operation ofEvent(String eventName) {
        var known = OF_EVENT.get(eventName);
        return known != null ? known : unknown(eventName);
    }

    private static Operation unknown(String name) {
        return new Operation(BoundedText.of(name, MAX_NAME), "", Kind.OTHER, false);
    }

    private static Map<String, Operation> read(String table) {
        var operations = new HashMap<String, Operation>();
        table.lines().forEach(line -> {
            var words = line.split(" +", COLUMNS);
            var action = words[1].equals("-") ? "" : "s3:" + words[1];
            var operation = new Operation(words[0], action, Kind.valueOf(words[2]), words[3].equals("object"));
            if (operations.put(words[0], operation) != null) {
                throw new IllegalStateException("twice in the table: " + words[0]);
            }
        });
        return Map.copyOf(operations);
    }
}
