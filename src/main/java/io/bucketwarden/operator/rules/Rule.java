package io.bucketwarden.operator.rules;

import io.bucketwarden.api.S3BucketPolicySpec;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What must hold of a field of a spec, and what to write instead where it does not. */
record Rule(String field, Predicate<S3BucketPolicySpec> holds, String advice) {

    /** What is left out breaks no rule. */
    static <T> Rule of(
            String field, Function<S3BucketPolicySpec, @Nullable T> part, Predicate<T> holds, String advice) {
        return new Rule(
                field,
                spec -> {
                    var value = part.apply(spec);
                    return value == null || holds.test(value);
                },
                advice);
    }

    static boolean isEmpty(@Nullable List<String> list) {
        return list == null || list.isEmpty();
    }

    static boolean all(String pattern, @Nullable List<String> list) {
        return all(item -> item.matches(pattern), list);
    }

    static boolean all(Predicate<String> holds, @Nullable List<String> list) {
        return list == null || list.stream().allMatch(item -> item != null && holds.test(item));
    }
}
