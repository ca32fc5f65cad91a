package io.bucketwarden.events;

import io.bucketwarden.events.ChangeEvent.Actor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record of CloudTrail about a call to S3.
 *
 * @param recorder account that delivered it; null when not told
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail record contents</a>
 */
record ApiCall(Fields detail, @Nullable String recorder) {

    /** Longest id, name, region or code that is kept; those of AWS are much shorter. */
    static final int ID = 128;

    private static final int ARN = 2048;
    private static final int LABEL = 256;
    private static final int TIME = 40;

    /** The most that S3 stores. */
    private static final int DOCUMENT = 20 * 1024;

    private static final Pattern S3 = Pattern.compile("s3(-?control|express)?\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern BUCKET_ARN = Pattern.compile("arn:[a-z-]+:s3:::(?<name>[^/]+)");
    private static final Pattern OF_ACCOUNT = Pattern.compile("(Put|Delete)Account.*");

    /** What one may reckon with, without an overflow. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Why it tells of no change of configuration, in words for people; empty when it may. */
    Optional<String> whyNoChange() throws MalformedMessage {
        if (!S3.matcher(detail.required("eventSource", ID)).matches()) {
            return Optional.of("an API call to another service than S3");
        }
        if (detail.flag("readOnly").orElse(false)) {
            return Optional.of("a read, which changes nothing");
        }
        var category = detail.text("eventCategory", ID);
        if (!detail.flag("managementEvent").orElse(true) || (category != null && !category.equals("Management"))) {
            return Optional.of("a call for objects, not for configuration");
        }
        return Optional.empty();
    }

    ChangeEvent event() throws MalformedMessage {
        var name = detail.required("eventName", ID);
        return new ChangeEvent(
                detail.required("eventID", ID),
                name,
                time(),
                detail.text("awsRegion", ID),
                account(),
                OF_ACCOUNT.matcher(name).matches() ? null : bucket(),
                detail.text("requestID", ID),
                actor(),
                detail.text("errorCode", ID),
                name.equals("PutBucketPolicy") ? policy() : null);
    }

    /** Nobody is told to look into it, so whatever else stands there does not spoil the event. */
    private @Nullable String policy() throws MalformedMessage {
        var policy = detail.in("requestParameters").object().path("bucketPolicy");
        var json = policy.isObject() ? policy.toString() : "";
        return json.isEmpty() || json.length() > DOCUMENT ? null : json;
    }

    private Instant time() throws MalformedMessage {
        try {
            var time = Instant.parse(detail.required("eventTime", TIME));
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw new MalformedMessage("detail.eventTime is not a time such as 2026-11-24T08:00:00Z");
        }
        throw new MalformedMessage("detail.eventTime is in no time of S3");
    }

    private @Nullable String account() throws MalformedMessage {
        var told = detail.text("recipientAccountId", ID);
        var account = told == null ? recorder : told;
        return account != null && ACCOUNT.matcher(account).matches() ? account : null;
    }

    private @Nullable String bucket() throws MalformedMessage {
        var parameters = detail.in("requestParameters");
        var names = new ArrayList<@Nullable String>();
        names.add(parameters.rawText("bucketName"));
        names.add(named(parameters.rawText("resourceArn")));
        for (var resource : detail.each("resources")) {
            if ("AWS::S3::Bucket".equals(resource.rawText("type"))) {
                names.add(named(resource.rawText("ARN")));
            }
        }
        return names.stream()
                .filter(Objects::nonNull)
                .filter(name -> BUCKET.matcher(name).matches())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String named(@Nullable String arn) {
        var bucket = BUCKET_ARN.matcher(String.valueOf(arn));
        return bucket.matches() ? bucket.group("name") : null;
    }

    private Actor actor() throws MalformedMessage {
        var who = detail.in("userIdentity");
        var issuer = who.in("sessionContext").in("sessionIssuer");
        var from = detail.text("sourceIPAddress", LABEL);
        var service = "AWSService".equals(who.rawText("type")) ? from : null;
        var role = List.of("Role", "").contains(Objects.requireNonNullElse(issuer.rawText("type"), ""));
        return new Actor(
                first(who.text("arn", ARN), who.text("invokedBy", ARN), service),
                role ? issuer.text("arn", ARN) : null,
                from,
                userAgent());
    }

    /** CloudTrail puts it into brackets. */
    private @Nullable String userAgent() throws MalformedMessage {
        var agent = detail.text("userAgent", LABEL + 2);
        if (agent == null) {
            return null;
        }
        var bare = agent.replaceFirst("^\\[", "").replaceFirst("]$", "");
        return bare.isBlank() ? null : bare.substring(0, Math.min(LABEL, bare.length()));
    }

    private static @Nullable String first(@Nullable String... of) {
        for (var one : of) {
            if (one != null) {
                return one;
            }
        }
        return null;
    }
}
