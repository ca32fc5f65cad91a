package io.bucketwarden.fleet;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketGrantSpec;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the grants of a cluster allow to the policies of one namespace. Grants add up: what one of them allows is
 * allowed. Pure.
 */
public final class Grants {

    private record Granted(NamePatterns patterns, Mode mode, List<GrantedAccount> accounts) {
        static Granted of(S3BucketGrantSpec spec) {
            return new Granted(NamePatterns.of(spec.bucketPatterns()), spec.effectiveMode(), spec.effectiveAccounts());
        }
    }

    private record Entry(GrantedAccount entry, Mode mode) {}

    /**
     * What a grant allows for one bucket.
     *
     * @param access how to get in
     */
    public record Allowed(GrantedAccount access, Mode mode) {}

    private final List<Granted> granted;

    private Grants(List<Granted> granted) {
        this.granted = granted;
    }

    /** For installations that require none: every bucket of the operator's own identity, in any mode. */
    public static Grants everything() {
        return new Grants(
                List.of(new Granted(NamePatterns.of(List.of("*")), Mode.Enforce, List.of(GrantedAccount.OWN))));
    }

    /**
     * The grants that cover a namespace.
     *
     * @param labels the labels of the namespace; null for one that is not known, which no grant covers
     */
    public static Grants of(Collection<S3BucketGrant> all, @Nullable Map<String, String> labels) {
        if (labels == null) {
            return new Grants(List.of());
        }
        return new Grants(all.stream()
                .filter(grant -> grant.getMetadata().getDeletionTimestamp() == null)
                // The first grant that names an account says how to get in, so the order must not depend on chance.
                .sorted(Comparator.comparing(grant -> grant.getMetadata().getName()))
                .map(S3BucketGrant::getSpec)
                .filter(spec -> spec != null
                        && spec.unreadable() == null
                        && spec.namespaceSelector() != null
                        && Labels.match(spec.namespaceSelector(), labels))
                .map(Granted::of)
                .toList());
    }

    /** Every account that is opened, once each. */
    List<GrantedAccount> accounts() {
        return distinct(granted.stream());
    }

    /** The accounts in which a bucket of this name may be governed, once each. */
    List<GrantedAccount> accountsOf(String bucket) {
        return distinct(granted.stream().filter(one -> one.patterns().match(bucket)));
    }

    /** Every way into an account, whatever it is granted for. */
    List<GrantedAccount> waysTo(@Nullable String account) {
        return granted.stream()
                .flatMap(one -> one.accounts().stream())
                .filter(entry -> Objects.equals(entry.id(), account))
                .map(GrantedAccount::access)
                .distinct()
                .toList();
    }

    /**
     * What is allowed for a bucket: of several entries the one with the highest mode, then that of the first grant by
     * name; empty when it is not covered at all.
     *
     * @param account the id of the account as the entry has it; null for the operator's own
     * @param region null when it is not known yet, which every entry of the account covers
     */
    public Optional<Allowed> of(String bucket, @Nullable String account, @Nullable String region) {
        return entries(bucket)
                .filter(one -> Objects.equals(one.entry().id(), account) && covers(one.entry(), region))
                .map(one -> new Allowed(one.entry().access(), one.mode()))
                .max(Comparator.comparing(Allowed::mode));
    }

    /** The highest mode that is allowed for a bucket by one way in; empty when that way does not lead there. */
    public Optional<Mode> mode(String bucket, GrantedAccount access, @Nullable String region) {
        return entries(bucket)
                .filter(one -> one.entry().access().equals(access.access()) && covers(one.entry(), region))
                .map(Entry::mode)
                .max(Comparator.naturalOrder());
    }

    /**
     * How a bucket may be read that a policy names beside the one that it governs: by the way in that it has there, where that
     * leads to both; else by that of the entry with the highest mode, then of the first grant by name.
     *
     * @param own how the policy gets in
     * @param region null when it is not known yet
     */
    public Optional<GrantedAccount> reading(String bucket, GrantedAccount own, @Nullable String region) {
        return entries(bucket)
                .filter(one -> covers(one.entry(), region))
                .max(Comparator.<Entry, Boolean>comparing(
                                one -> one.entry().access().equals(own.access()))
                        .thenComparing(Entry::mode))
                .map(one -> one.entry().access());
    }

    /** Whether what is allowed for a bucket hangs on where it is. */
    boolean isRegional(String bucket, @Nullable String account) {
        return entries(bucket)
                .anyMatch(one -> Objects.equals(one.entry().id(), account)
                        && !one.entry().regions().isEmpty());
    }

    private Stream<Entry> entries(String bucket) {
        return granted.stream()
                .filter(one -> one.patterns().match(bucket))
                .flatMap(one -> one.accounts().stream().map(entry -> new Entry(entry, one.mode())));
    }

    private static boolean covers(GrantedAccount entry, @Nullable String region) {
        return region == null || entry.regions().isEmpty() || entry.regions().contains(region);
    }

    private static List<GrantedAccount> distinct(Stream<Granted> granted) {
        var byId = new LinkedHashMap<String, GrantedAccount>();
        granted.flatMap(one -> one.accounts().stream())
                .forEach(account -> byId.putIfAbsent(String.valueOf(account.id()), account.access()));
        return List.copyOf(byId.values());
    }
}
