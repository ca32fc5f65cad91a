package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus.BucketStatus;
import io.bucketwarden.fleet.Standing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The book of each policy, by UID. */
final class Books {

    private final Map<String, Book> books = new ConcurrentHashMap<>();

    Book of(S3BucketPolicy policy) {
        return books.computeIfAbsent(policy.getMetadata().getUid(), uid -> new Book(policy));
    }

    /** Only these policies are left. */
    void keepOnly(Set<String> uids) {
        books.keySet().retainAll(uids);
    }

    /** What each policy says of each of its buckets; a bucket with several policies is there several times. */
    Stream<BucketStatus> statuses(Map<String, Standing> standings) {
        return books.entrySet().stream()
                .flatMap(book -> Optional.ofNullable(standings.get(book.getKey()))
                        .map(standing -> book.getValue().statuses(standing.buckets()).stream())
                        .orElse(Stream.empty()));
    }
}
