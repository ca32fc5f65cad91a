package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.Places;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.RequestContext;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Probe.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, and what else it has to show for itself: what a statement may ask of everybody, TLS and a
 * second factor, it has. All else about it is unknown.
 *
 * @param words for people; empty for anywhere
 */
record Place(String words, Map<String, List<String>> keys, Set<String> absent) {

    private static final String ADDRESS = "aws:SourceIp";
    private static final String ENDPOINT = "aws:SourceVpce";
    private static final Set<String> VPC_KEYS = Set.of(ENDPOINT, "aws:SourceVpc", "aws:VpcSourceIp");

    private static final Map<String, List<String>> BEST = Map.of(
            "aws:SecureTransport", List.of("true"),
            "s3:TlsVersion", List.of("1.3"),
            "aws:ViaAWSService", List.of("false"),
            "aws:MultiFactorAuthPresent", List.of("true"),
            "aws:MultiFactorAuthAge", List.of("0"));

    static final Place ANYWHERE = new Place("", BEST, Set.of());

    static final Place UNENCRYPTED =
            new Place("over plain http", Map.of("aws:SecureTransport", List.of("false")), Set.of("s3:TlsVersion"));

    /**
     * One for each kind of network, and a VPC endpoint, that the statements let in; anywhere when they restrict neither.
     * All networks of a list are alike to the statement that lists them.
     *
     * @param endpoints whether requests may come through VPC endpoints at all
     */
    static List<Place> admittedBy(List<Statement> restricting, boolean endpoints) {
        var places = restricting.stream()
                .map(Places::leftOpenBy)
                .flatMap(open -> Stream.of(
                                first(open.addresses(), address -> address.indexOf(':') < 0)
                                        .map(Place::address),
                                first(open.addresses(), address -> address.indexOf(':') >= 0)
                                        .map(Place::address),
                                first(open.vpcEndpoints(), _ -> endpoints).map(Place::endpoint))
                        .flatMap(Optional::stream))
                .distinct()
                .toList();
        return places.isEmpty() ? List.of(ANYWHERE) : places;
    }

    private static Optional<String> first(List<String> places, Predicate<String> kind) {
        return places.stream().filter(kind).findFirst();
    }

    private static Place address(String address) {
        return new Place("from " + address, best(ADDRESS, address), VPC_KEYS);
    }

    private static Place endpoint(String id) {
        return new Place("through " + id, best(ENDPOINT, id), Set.of(ADDRESS));
    }

    private static Map<String, List<String>> best(String key, String value) {
        var keys = new HashMap<>(BEST);
        keys.put(key, List.of(value));
        return Map.copyOf(keys);
    }

    Probe probe(Kind kind, String name, @Nullable String account, Principal principal, String action, Dependents who) {
        return new Probe(
                kind,
                name,
                account,
                principal,
                action,
                isOfBucket(action) ? who.bucket() : who.bucket() + "/preflight",
                words,
                who.principalKeys() ? RequestContext.knowing(keys, absent) : elsewhere());
    }

    /** On a server that may fill fewer keys than AWS, only these are what they are here. */
    private RequestContext elsewhere() {
        var sure = new HashMap<>(keys);
        sure.keySet().retainAll(Set.of(ADDRESS, "aws:SecureTransport"));
        return RequestContext.knowing(sure, Set.of()).withoutPrincipalKeys();
    }

    /** Whether an action is one on the bucket itself rather than on an object. */
    private static boolean isOfBucket(String action) {
        return !action.contains("Object") || action.endsWith("ObjectLockConfiguration");
    }
}
