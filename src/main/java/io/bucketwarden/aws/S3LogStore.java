package io.bucketwarden.aws;

import io.bucketwarden.access.reading.GoneException;
import io.bucketwarden.access.reading.LogObject;
import io.bucketwarden.access.reading.LogStore;
import io.bucketwarden.access.reading.UnreadableObject;
import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.BucketIdentity;
import io.bucketwarden.posture.CallFailed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a log in a bucket. Lists and gets, and nothing else. */
final class S3LogStore implements LogStore {

    private final S3Client s3;
    private final BucketIdentity bucket;
    private final LogStoreFailures failures;

    S3LogStore(S3Client s3, BucketIdentity bucket) {
        this.s3 = s3;
        this.bucket = bucket;
        this.failures = new LogStoreFailures(bucket);
    }

    /**
     * Asks for a thousand at a time.
     *
     * @throws CallFailed also from the iterator, when a page cannot be had
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
     */
    @Override
    public Iterator<LogObject> list(String prefix, String startAfter) {
        return new Pages(prefix, startAfter);
    }

    /**
     * The SDK's own paging asks for its pages behind the pacing of our clients.
     */
    private final class Pages implements Iterator<LogObject> {

        private final String prefix;
        private final String startAfter;
        private Iterator<S3Object> page = Collections.emptyIterator();
        private @Nullable String token;
        private boolean more = true;

        Pages(String prefix, String startAfter) {
            this.prefix = prefix;
            this.startAfter = startAfter;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && more) {
                var answer = fetch();
                page = answer.contents().iterator();
                token = answer.nextContinuationToken();
                // A page that says there is more without saying where would be fetched for ever.
                more = Boolean.TRUE.equals(answer.isTruncated()) && token != null;
            }
            return page.hasNext();
        }

        @Override
        public LogObject next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var object = page.next();
            return new LogObject(object.key(), object.size(), object.lastModified());
        }

        private ListObjectsV2Response fetch() {
            try {
                return s3.listObjectsV2(r -> r.bucket(bucket.name())
                        .prefix(prefix)
                        .startAfter(startAfter.isEmpty() ? null : startAfter)
                        .continuationToken(token)
                        .expectedBucketOwner(bucket.expectedOwner()));
            } catch (SdkException e) {
                throw failures.listing(e);
            }
        }
    }

    /**
     * The content as it is stored. The connection is kept until it is closed.
     *
     * @throws CallFailed when it is refused, or there is no answer
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
     */
    @Override
    public InputStream open(LogObject object) throws IOException {
        try {
            return new S3Content(s3.getObject(
                    r -> r.bucket(bucket.name()).key(object.key()).expectedBucketOwner(bucket.expectedOwner())));
        } catch (SdkException e) {
            switch (AwsFailure.code(e)) {
                case "NoSuchKey" -> throw (GoneException) new GoneException(object.key()).initCause(e);
                case "InvalidObjectState" ->
                    throw new UnreadableObject(
                            "it is in an archive and cannot be read: restore it with aws s3api"
                                    + " restore-object, or let a lifecycle rule archive logs only after they were read",
                            e);
                default -> throw failures.reading(e);
            }
        }
    }
}
