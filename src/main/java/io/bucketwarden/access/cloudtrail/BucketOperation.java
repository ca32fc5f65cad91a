package io.bucketwarden.access.cloudtrail;

import io.bucketwarden.access.Operation;
import io.bucketwarden.access.Operations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A bucket that a call is about, and what it does there. A copy is about two: it reads in one what it writes into the
 * other, and its record lists both in no promised order.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">Permissions of CopyObject</a>
 */
record BucketOperation(String bucket, Operation operation) {

    private static final Set<String> COPIES = Set.of("CopyObject", "UploadPartCopy");

    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");
    private static final Pattern BUCKET_ARN = Pattern.compile("arn:[a-z-]+:s3:::([^/]+)");

    /** What no bucket may end with, since aliases of access points do. */
    private static final List<String> ALIASES = List.of("-s3alias", "--ol-s3");

    /** None where the record names no bucket. */
    static List<BucketOperation> of(TrailRecord told) {
        var operation = Operations.ofEvent(told.get(Field.EVENT_NAME));
        var named = told.get(Field.BUCKET);
        var listed = listed(told);
        if (COPIES.contains(operation.name()) && !listed.isEmpty()) {
            return copy(operation, named, listed);
        }
        // What was asked for may be an access point; the resources tell the bucket behind it.
        var bucket = listed.isEmpty() || listed.contains(named) ? named : listed.getFirst();
        return isBucket(bucket) ? List.of(new BucketOperation(bucket, operation)) : List.of();
    }

    private static List<BucketOperation> copy(Operation write, String named, List<String> listed) {
        if (!isBucket(named) || ALIASES.stream().anyMatch(named::endsWith)) {
            return throughAccessPoint(write, listed);
        }
        var read = new Operation(write.name(), "s3:GetObject", Operation.Kind.READ, true);
        var touched = new ArrayList<BucketOperation>();
        touched.add(new BucketOperation(named, write));
        listed.stream()
                .filter(bucket -> !bucket.equals(named))
                .map(source -> new BucketOperation(source, read))
                .forEach(touched::add);
        return touched;
    }

    /** Which of two buckets is behind an access point is not told, so neither is what was done in which. */
    private static List<BucketOperation> throughAccessPoint(Operation write, List<String> listed) {
        var either = new Operation(write.name(), "", Operation.Kind.READ, true);
        return listed.stream()
                .map(bucket -> new BucketOperation(bucket, listed.size() == 1 ? write : either))
                .toList();
    }

    private static List<String> listed(TrailRecord told) {
        var names = new LinkedHashSet<String>();
        for (var text : told.buckets()) {
            var arn = BUCKET_ARN.matcher(text);
            if (arn.matches() && isBucket(arn.group(1))) {
                names.add(arn.group(1));
            }
        }
        return List.copyOf(names);
    }

    private static boolean isBucket(String name) {
        return BUCKET.matcher(name).matches();
    }
}
