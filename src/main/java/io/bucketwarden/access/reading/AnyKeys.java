package io.bucketwarden.access.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Logs in a place of which it is not known how its keys are made, such as a folder with copies. */
record AnyKeys(String prefix) implements LogLayout {

    /** What CloudTrail writes beside its logs. */
    private static final Pattern BESIDE = Pattern.compile("\\d{12}_CloudTrail-[A-Za-z]+_.*");

    private static final String AFTER_ALL = "\uFFFF";

    @Override
    public String root() {
        return prefix;
    }

    @Override
    public List<Place> places(Instant from, Instant until) {
        return List.of(new Place(prefix, "", prefix + AFTER_ALL));
    }

    @Override
    public Optional<Instant> time(String key) {
        var name = key.substring(key.lastIndexOf('/') + 1);
        if (BESIDE.matcher(name).matches()) {
            return Optional.empty();
        }
        return KeyTime.ofLog(name).or(() -> KeyTime.ofTrail(name)).or(() -> Optional.of(UNTOLD));
    }

    @Override
    public Duration lateness() {
        return Duration.ofDays(4);
    }

    @Override
    public Duration delay() {
        return SimpleKeys.DAY;
    }

    @Override
    public Instant from(Instant moment) {
        return KeyTime.day(moment);
    }

    @Override
    public Instant near(Instant newest, Instant now) {
        return Instant.EPOCH;
    }
}
