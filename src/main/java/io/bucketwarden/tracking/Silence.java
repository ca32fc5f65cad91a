package io.bucketwarden.tracking;

import io.bucketwarden.access.BoundedText;
import io.bucketwarden.api.Stamp;
import java.time.Instant;

/**
 * What is said, and what there is to look at, while nothing has come that tells who uses a bucket. It stays the same until
 * something comes.
 *
 * @param place where logs are listed, such as {@code s3://acme-logs/s3/ledger/}; empty where requests come by themselves
 * @param advice what to look at while nothing is there
 * @param others what to look at while what is there is of others
 */
record Silence(String place, String advice, String others) {

    /** Of a bucket, and of a prefix that whoever may turn on logging chooses. */
    private static final int LONGEST_PLACE = 1_100;

    private static final String MUST_LOG = "a trail must log data events of this bucket";

    Silence {
        place = BoundedText.of(place, LONGEST_PLACE);
    }

    static Silence ofAccessLogs(String place) {
        return new Silence(
                place,
                "They come within hours after logging was turned on. If none does, compare that place with where the objects"
                        + " are; whether S3 may write there, the facet logging says in the status of the policy.",
                "Other buckets may log there, too; its own logs come within hours after logging was turned on.");
    }

    static Silence ofTrail(String place) {
        return new Silence(
                place,
                "They come within minutes, if a trail writes there: see that bucket and prefix of spec.accessTracking.cloudTrail"
                        + " are those of the trail, that it logs in the region of the bucket, and that its account is the"
                        + " bucket's.",
                "Besides management events " + MUST_LOG + ", reads and writes.");
    }

    static Silence ofEvents() {
        var advice = "For that " + MUST_LOG
                + ", reads and writes, and a rule of EventBridge must forward them to a queue of the"
                + " operator. The command bucketwarden doctor shows trail, rule and queue.";
        return new Silence("", advice, advice);
    }

    /** @param since objects of before were not looked for */
    String nothing(Instant since) {
        return place.isEmpty()
                ? "No request to the bucket was heard of yet. " + advice
                : "No log object of " + Stamp.of(since) + " or later was found in " + place + " yet. " + advice;
    }

    /** Log objects were read whole, and none told of the bucket. */
    String nothingOfTheBucket() {
        return "All that is there was read, and nothing in " + place + " tells of a request to the bucket. " + others;
    }
}
