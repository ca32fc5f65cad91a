package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.Cidr;
import io.bucketwarden.iam.Places;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.RequestContext;
import io.bucketwarden.iam.Statement;
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

    /** S3 and other services of AWS come from their own addresses, and with the oldest TLS that AWS speaks at all. */
    static final Place OF_AWS = new Place("", of(BEST, "s3:TlsVersion", "1.2"), Set.of());

    /** An address that belongs to nobody (RFC 5737). */
    static final Place ELSEWHERE = new Place("from elsewhere", of(BEST, ADDRESS, "192.0.2.1"), VPC_KEYS);

    static final Place UNENCRYPTED =
            new Place("over plain http", Map.of("aws:SecureTransport", List.of("false")), Set.of("s3:TlsVersion"));

    /**
     * One for each kind of network, and a VPC endpoint, that the statements let in; anywhere when they restrict neither.
     * All networks of a list are alike to the statement that lists them.
     *
     * Networks from which nobody can come do not count, nor do VPC endpoints where there are none.
     */
    static List<Place> admittedBy(List<Statement> restricting, Dependents.Server server) {
        Predicate<Cidr> usable = network -> !(server.publicOnly() && network.isPrivate());
        var places = restricting.stream()
                .map(Places::leftOpenBy)
                .flatMap(open -> Stream.of(
                                first(open.networks(), usable.and(network -> !network.v6()))
                                        .map(Place::address),
                                first(open.networks(), usable.and(Cidr::v6)).map(Place::address),
                                first(open.vpcEndpoints(), _ -> server.principalKeys())
                                        .map(Place::endpoint))
                        .flatMap(Optional::stream))
                .distinct()
                .toList();
        return places.isEmpty() ? List.of(ANYWHERE) : places;
    }

    private static <T> Optional<T> first(List<T> places, Predicate<T> kind) {
        return places.stream().filter(kind).findFirst();
    }

    private static Place address(Cidr network) {
        return new Place("from " + network, of(BEST, ADDRESS, network.network()), VPC_KEYS);
    }

    private static Place endpoint(String id) {
        return new Place("through " + id, of(BEST, ENDPOINT, id), Set.of(ADDRESS));
    }

    private static Map<String, List<String>> of(Map<String, List<String>> keys, String key, String value) {
        var with = new HashMap<>(keys);
        with.put(key, List.of(value));
        return Map.copyOf(with);
    }

    Probe probe(Kind kind, String name, @Nullable String account, Principal principal, String action, Dependents who) {
        return probe(kind, name, account, principal, action, who.resource(action), who);
    }

    Probe probe(
            Kind kind,
            String name,
            @Nullable String account,
            Principal principal,
            String action,
            String resource,
            Dependents who) {
        var context = who.server().principalKeys() ? RequestContext.knowing(keys, absent) : elsewhere();
        return new Probe(kind, name, account, principal, action, resource, words, context);
    }

    /** On a server that may fill fewer keys than AWS, only these are what they are here. */
    private RequestContext elsewhere() {
        var sure = new HashMap<>(keys);
        sure.keySet().retainAll(Set.of(ADDRESS, "aws:SecureTransport"));
        return RequestContext.knowing(sure, Set.of()).withoutPrincipalKeys();
    }
}
