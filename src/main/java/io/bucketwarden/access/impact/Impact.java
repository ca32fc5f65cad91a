package io.bucketwarden.access.impact;

import io.bucketwarden.access.impact.Example.Seen;
import io.bucketwarden.api.S3BucketAccessStatus.Preview;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one restriction would have done to the requests to one bucket, as far as they were read. It never changes: what is
 * read makes another one.
 */
public final class Impact {

    /** Principals that are kept by name; of more it is known only that there are more. */
    public static final int MAX_PRINCIPALS = Counts.MAX_PRINCIPALS;

    /** Of {@link #encode}, in UTF-8. */
    public static final int MAX_BYTES = 60 * 1024;

    /** How many examples are shown. */
    public static final int SHOWN = 5;

    private final String facet;
    private final String fingerprint;
    private final Instant since;
    private final Counts counts;

    /** @param counts not changed any more */
    Impact(String facet, String fingerprint, Instant since, Counts counts) {
        this.facet = facet;
        this.fingerprint = fingerprint;
        this.since = since;
        this.counts = counts;
    }

    /**
     * Nothing was read yet.
     *
     * @param since from when on all requests that were logged are going to be judged with these very statements
     */
    public static Impact start(Candidate candidate, Instant since) {
        return new Impact(candidate.facet(), candidate.fingerprint(), since, new Counts());
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws UnreadableImpact when it cannot be understood
     */
    public static Impact parse(String section) {
        return ImpactText.parse(section);
    }

    /** At most {@link #MAX_BYTES}; some names are left out where they are too long. */
    public String encode() {
        return ImpactText.of(this);
    }

    public String facet() {
        return facet;
    }

    String fingerprint() {
        return fingerprint;
    }

    Instant since() {
        return since;
    }

    Counts counts() {
        return counts;
    }

    /** Whether it is about these very statements; if not, it says nothing about them. */
    public boolean isOf(Candidate candidate) {
        return facet.equals(candidate.facet()) && fingerprint.equals(candidate.fingerprint());
    }

    /** Whether requests were judged with these very statements. */
    public boolean takes(ImpactTally tally) {
        return isOf(tally.candidate());
    }

    /**
     * With what one more object of the log tells.
     *
     * @throws IllegalArgumentException when it was judged with other statements
     */
    public Impact merge(ImpactTally tally) {
        if (!takes(tally)) {
            throw new IllegalArgumentException(
                    "judged with other statements of " + tally.candidate().facet());
        }
        return new Impact(facet, fingerprint, since, counts.and(tally.counts()).dated());
    }

    /** Without the days before those that a preview of so many days tells of. */
    public Impact forget(int days, Instant now) {
        return new Impact(facet, fingerprint, since, counts.since(firstDay(days, now), now));
    }

    /**
     * What is told of it.
     *
     * @param days before now, and the day on which they begin
     * @param readToEnd whether all that was logged until now was read
     */
    public Preview preview(int days, Instant now, boolean readToEnd) {
        var first = firstDay(days, now);
        var shown = counts.since(first, now);
        var from = Math.max(first, Counts.day(since.getEpochSecond()));
        var allRead = readToEnd && !since.isAfter(now.minus(Duration.ofDays(days)));
        // Only once all was read does a day without a request mean something.
        var silent = allRead
                ? shown.silentDays(from, Counts.day(now.getEpochSecond())).stream()
                        .map(day -> LocalDate.ofEpochDay(day).toString())
                        .toList()
                : List.<String>of();
        return new Preview(
                facet,
                fingerprint,
                LocalDate.ofEpochDay(from).toString(),
                allRead && silent.isEmpty(),
                shown.requests(),
                shown.denied(),
                shown.cannotTell(),
                shown.principals.size(),
                examples(shown).limit(SHOWN).toList(),
                silent);
    }

    /** Whether more principals would have been denied something than a preview counts. */
    public boolean hasMorePrincipals(int days, Instant now) {
        return counts.since(firstDay(days, now), now).hasOthers();
    }

    /** How many requests cannot be judged, by the reason. */
    Map<Doubt, Long> doubts(int days, Instant now) {
        return counts.since(firstDay(days, now), now).doubts();
    }

    /** The days of the first and the last request that was counted; none where there was no request. */
    public List<LocalDate> days() {
        return counts.days.isEmpty()
                ? List.of()
                : List.of(LocalDate.ofEpochDay(counts.days.firstKey()), LocalDate.ofEpochDay(counts.days.lastKey()));
    }

    private static long firstDay(int days, Instant now) {
        return Counts.day(now.getEpochSecond()) - days;
    }

    /** The denied ones first, then by their number. */
    private static Stream<String> examples(Counts shown) {
        return shown.examples.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Example, Seen> entry) ->
                                entry.getKey().doubt() != null)
                        .thenComparing(Comparator.comparingLong((Map.Entry<Example, Seen> entry) ->
                                        entry.getValue().count())
                                .reversed())
                        .thenComparing(entry -> entry.getKey().toString()))
                .map(entry -> text(entry.getKey(), entry.getValue()));
    }

    private static String text(Example example, Seen seen) {
        var doubt = example.doubt();
        return "%s from %s: %s, %d %s, %s"
                        .formatted(
                                example.principal(),
                                example.where(),
                                example.operation(),
                                seen.count(),
                                seen.count() == 1 ? "request" : "requests",
                                when(seen))
                + (doubt == null ? "" : "; cannot be judged: " + doubt.text());
    }

    private static String when(Seen seen) {
        var first = Instant.ofEpochSecond(seen.first()).atOffset(ZoneOffset.UTC).toString();
        return seen.first() == seen.last()
                ? first
                : first + " to " + Instant.ofEpochSecond(seen.last()).atOffset(ZoneOffset.UTC);
    }
}
