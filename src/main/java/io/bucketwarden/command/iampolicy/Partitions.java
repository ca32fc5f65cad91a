package io.bucketwarden.command.iampolicy;

import io.bucketwarden.posture.BucketIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The part of AWS that a policy of IAM is for, by all that tells it. */
final class Partitions {

    private static final String USUAL = "aws";

    private final Map<String, String> whence = new TreeMap<>();

    /** Those that the SDK knows. */
    static Set<String> known() {
        return Region.regions().stream()
                .map(region -> PartitionMetadata.of(region).id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where a service is reached, as the condition {@code kms:ViaService} has it. */
    static String host(String service, String region) {
        return service + "." + region + "."
                + PartitionMetadata.of(Region.of(region)).dnsSuffix();
    }

    void named(String partition, String by) {
        whence.putIfAbsent(partition, by);
    }

    void ofRegion(String region, String by) {
        named(BucketIdentity.partitionOf(region), by);
    }

    void ofArn(String arn) {
        named(arn.split(":", 3)[1], arn);
    }

    /** The usual one where nothing tells. */
    String one() {
        return whence.isEmpty() ? USUAL : whence.keySet().iterator().next();
    }

    /** Why there is none: a role is of one partition and reaches no other. */
    Optional<String> contradiction() {
        return whence.size() < 2
                ? Optional.empty()
                : Optional.of("a role reaches one partition of AWS only, and several are named: "
                        + whence.entrySet().stream()
                                .map(it -> it.getKey() + " (" + it.getValue() + ")")
                                .collect(Collectors.joining(", "))
                        + "; ask for each by itself");
    }
}
