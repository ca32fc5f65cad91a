package io.bucketwarden.operator.records;

import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.undo.Kept;
import io.bucketwarden.text.Sha256;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The ConfigMap in which is kept what one bucket was: one entry for each facet. */
public final class BucketRecord {

    /** Bytes of all entries together; the API server refuses a ConfigMap beyond 1 MiB. */
    public static final int MAX_BYTES = 256 * 1024;

    /** Chooses the records among the ConfigMaps of a namespace. */
    public static final Map<String, String> LABELS =
            Map.of("app.kubernetes.io/managed-by", "bucketwarden", "app.kubernetes.io/component", "undo-record");

    /** To choose records by bucket; names that are no label have none. The annotation counts, which takes any name. */
    public static final String BUCKET_LABEL = S3BucketPolicy.GROUP + "/bucket";

    private static final String BUCKET = S3BucketPolicy.GROUP + "/bucket";
    private static final String ACCOUNT = S3BucketPolicy.GROUP + "/account";

    private BucketRecord() {}

    /** The name of the ConfigMap of a bucket: the same for everybody who knows account and name. */
    public static String name(BucketId bucket) {
        return "bucketwarden-undo-" + Sha256.hex(bucket.account() + "/" + bucket.name(), 16);
    }

    /** Whether the record of a bucket of that name has {@link #BUCKET_LABEL}. */
    public static boolean isLabel(String bucket) {
        return bucket.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    }

    public static ConfigMap empty(BucketId bucket, String namespace) {
        var labels = new TreeMap<>(LABELS);
        if (isLabel(bucket.name())) {
            labels.put(BUCKET_LABEL, bucket.name());
        }
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name(bucket))
                .withNamespace(namespace)
                .withLabels(labels)
                .addToAnnotations(BUCKET, bucket.name())
                .addToAnnotations(ACCOUNT, bucket.account())
                .endMetadata()
                .build();
    }

    /** Of which bucket it is the record; empty when it is none. */
    public static Optional<BucketId> bucket(ConfigMap record) {
        var annotations = Objects.requireNonNullElse(record.getMetadata().getAnnotations(), Map.<String, String>of());
        var name = annotations.get(BUCKET);
        return name == null ? Optional.empty() : Optional.of(new BucketId(annotations.getOrDefault(ACCOUNT, ""), name));
    }

    /** Whether it is where the operator looks for it; one that is elsewhere, or a copy, it never reads. */
    public static boolean isInItsPlace(ConfigMap record) {
        return bucket(record)
                .filter(bucket -> name(bucket).equals(record.getMetadata().getName()))
                .isPresent();
    }

    /**
     * What is kept, by facet.
     *
     * @throws CallFailed when an entry cannot be understood
     */
    public static Map<String, Kept> entries(ConfigMap record) {
        var entries = new TreeMap<String, Kept>();
        data(record).forEach((facet, json) -> entries.put(facet, Kept.parse(json)));
        return entries;
    }

    static Map<String, String> data(ConfigMap record) {
        return Objects.requireNonNullElse(record.getData(), Map.of());
    }

    /**
     * The same with those entries that it has not yet.
     *
     * @throws CallFailed when that would be too large
     */
    public static ConfigMap with(ConfigMap record, Map<String, Kept> entries) {
        var data = new LinkedHashMap<>(data(record));
        entries.forEach((facet, kept) -> data.computeIfAbsent(facet, f -> kept.toJson()));
        var bytes = data.values().stream()
                .mapToInt(entry -> entry.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MAX_BYTES) {
            throw new CallFailed(
                    Reason.CheckFailed,
                    "the record would have " + bytes + " bytes, and at most " + MAX_BYTES
                            + " are kept of a bucket. Shorten the access control list, or the statements that have a"
                            + " Sid of ours");
        }
        return new ConfigMapBuilder(record).withData(data).build();
    }

    /** What it says of each facet that it has, also of one that cannot be understood: that one has no mark. */
    public static Map<String, Records.Knowledge> known(ConfigMap record) {
        var known = new TreeMap<String, Records.Knowledge>();
        data(record)
                .forEach((facet, json) ->
                        known.put(facet, isMarked(json) ? Records.Knowledge.PutBack : Records.Knowledge.Kept));
        return Map.copyOf(known);
    }

    /**
     * The same with marks on those of its entries that have none.
     *
     * @throws CallFailed when such an entry cannot be understood
     */
    static ConfigMap marked(ConfigMap record, Map<String, Kept.Reverted> marks) {
        var data = new LinkedHashMap<>(data(record));
        data.replaceAll((facet, json) -> marks.containsKey(facet) && !isMarked(json)
                ? Kept.parse(json).with(marks.get(facet)).toJson()
                : json);
        return data.equals(data(record))
                ? record
                : new ConfigMapBuilder(record).withData(data).build();
    }

    /** The same without the marks of these facets. */
    static ConfigMap unmarked(ConfigMap record, Set<String> facets) {
        var data = new LinkedHashMap<>(data(record));
        data.replaceAll((facet, json) -> facets.contains(facet) && isMarked(json)
                ? Kept.parse(json).with(null).toJson()
                : json);
        return data.equals(data(record))
                ? record
                : new ConfigMapBuilder(record).withData(data).build();
    }

    private static boolean isMarked(String json) {
        try {
            return Kept.parse(json).reverted() != null;
        } catch (CallFailed e) {
            return false;
        }
    }
}
