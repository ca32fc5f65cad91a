package io.bucketwarden.operator.rules;

import io.bucketwarden.api.BucketSelector;
import io.bucketwarden.api.S3BucketPolicySpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which buckets a policy may name, and how. */
final class TargetRules {

    static final String NAME = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
    static final String NAME_ADVICE =
            "a bucket name has 3 to 63 lowercase letters, digits, dots and hyphens, and begins and ends with a letter"
                    + " or digit";
    private static final String REGION = "[a-z]{2,8}(-[a-z]+)+-[0-9]+";

    static final List<Rule> ALL = List.of(
            new Rule(
                    "bucketName",
                    spec -> spec.bucketName() == null || spec.bucketSelector() == null,
                    "write exactly one of bucketName and bucketSelector"),
            new Rule(
                    "bucketName",
                    spec -> spec.bucketName() != null || spec.bucketSelector() != null,
                    "name the bucket, or choose a fleet by bucketSelector"),
            bucketName(name -> name.matches(NAME), NAME_ADVICE),
            bucketName(
                    name -> !name.endsWith("--x-s3"),
                    "directory buckets (--x-s3) have no such settings: name a general purpose bucket"),
            bucketName(name -> !name.contains(".."), "a bucket name has no two dots in a row"),
            bucketName(
                    name -> !name.matches("[0-9]+([.][0-9]+){3}"),
                    "a bucket name is not an IP address: write the bucket's name"),
            bucketName(
                    name -> !name.startsWith("xn--") && !name.endsWith("-s3alias"),
                    "names with xn-- or -s3alias are reserved by S3: write the bucket's own name"),
            new Rule(
                    "bucketSelector",
                    spec -> !new BucketSelector(null, null, null).equals(spec.bucketSelector()),
                    "choose by at least one of namePatterns, tags and regions"),
            selector(
                    "namePatterns",
                    BucketSelector::namePatterns,
                    it -> Rule.all("!?[a-z0-9.*?-]+", it),
                    "write globs of lowercase letters, digits, dots, hyphens, * and ?; a leading ! excludes"),
            selector(
                    "namePatterns",
                    BucketSelector::namePatterns,
                    it -> it.stream().anyMatch(pattern -> !pattern.startsWith("!")),
                    "patterns with a leading ! only take away: add one that includes, such as \"*\""),
            selector(
                    "tags",
                    BucketSelector::tags,
                    it -> !it.isEmpty(),
                    "name at least one tag, or leave tags out to choose by other means"),
            selector(
                    "tags",
                    BucketSelector::tags,
                    it -> it.entrySet().stream().allMatch(TargetRules::isTag),
                    "a tag's key has 1 to 128 characters, and its value at most 256"),
            selector(
                    "regions",
                    BucketSelector::regions,
                    it -> Rule.all(REGION, it),
                    "write regions such as eu-central-1"),
            selector(
                    "regions",
                    BucketSelector::regions,
                    it -> !it.isEmpty(),
                    "list at least one region, or leave regions out for all of them"),
            Rule.of(
                    "accountId",
                    S3BucketPolicySpec::accountId,
                    id -> id.matches("[0-9]{12}"),
                    "write the account as 12 digits in quotes, such as \"123456789012\""),
            Rule.of(
                    "region",
                    S3BucketPolicySpec::region,
                    region -> region.matches(REGION),
                    "write a region such as eu-central-1, or leave it out to have it found"),
            new Rule(
                    "region",
                    spec -> spec.region() == null || spec.bucketSelector() == null,
                    "region is of one bucket: write bucketSelector.regions instead"));

    private TargetRules() {}

    private static Rule bucketName(Predicate<String> holds, String advice) {
        return Rule.of("bucketName", S3BucketPolicySpec::bucketName, holds, advice);
    }

    private static <T> Rule selector(
            String field, Function<BucketSelector, @Nullable T> part, Predicate<T> holds, String advice) {
        return Rule.of(
                "bucketSelector." + field,
                spec -> spec.bucketSelector() == null ? null : part.apply(spec.bucketSelector()),
                holds,
                advice);
    }

    private static boolean isTag(Map.Entry<String, @Nullable String> tag) {
        var key = tag.getKey().length();
        return key >= 1
                && key <= 128
                && tag.getValue() != null
                && tag.getValue().length() <= 256;
    }
}
