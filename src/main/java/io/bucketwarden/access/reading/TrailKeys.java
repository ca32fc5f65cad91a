package io.bucketwarden.access.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of a trail for one account and region, by the time when they were delivered.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html">Finding
 *     CloudTrail log files</a>
 */
public final class TrailKeys implements LogLayout {

    private static final String LOGS = "AWSLogs/";
    private static final Pattern ORGANISATION = Pattern.compile("o-[a-z0-9]{1,64}");

    private final DatedKeys keys;

    /**
     * @param prefix what was given to the trail; empty for none
     * @param organisation id of the organisation of which it is a trail, as {@link #organisation} finds it; null for none
     */
    public TrailKeys(String prefix, @Nullable String organisation, String account, String region) {
        var names = account + "_CloudTrail_" + region + "_";
        this.keys = new DatedKeys(
                start(prefix) + (organisation == null ? "" : organisation + "/") + account + "/CloudTrail/" + region
                        + "/",
                time -> names + KeyTime.trailStamp(time),
                name -> name.startsWith(names) ? KeyTime.ofTrail(name) : Optional.empty());
    }

    /** The id of the organisation whose trail writes there; empty where it is a trail of an account, or has written nothing. */
    public static Optional<String> organisation(LogStore store, String prefix) {
        var start = start(prefix);
        var first = store.list(start + "o-", "");
        if (!first.hasNext()) {
            return Optional.empty();
        }
        var rest = first.next().key().substring(start.length());
        return Optional.of(rest.replaceFirst("/.*", ""))
                .filter(id -> ORGANISATION.matcher(id).matches());
    }

    /** What the keys of all files of a trail begin with. */
    public static String start(String prefix) {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix + LOGS : prefix + "/" + LOGS;
    }

    @Override
    public String root() {
        return keys.base();
    }

    @Override
    public List<Place> places(Instant from, Instant until) {
        return keys.places(from, until);
    }

    @Override
    public Optional<Instant> time(String key) {
        return keys.time(key);
    }

    @Override
    public Duration lateness() {
        return SimpleKeys.DAY;
    }

    @Override
    public Duration delay() {
        return SimpleKeys.DAY;
    }

    /** Names tell no seconds. */
    @Override
    public Instant from(Instant moment) {
        return moment.truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
    }

    @Override
    public Instant near(Instant newest, Instant now) {
        return SimpleKeys.near(newest);
    }
}
