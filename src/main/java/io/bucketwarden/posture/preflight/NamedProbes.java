package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.Grantee;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Reach;
import io.bucketwarden.iam.ServiceAccounts;
import io.bucketwarden.iam.Statement;
import io.bucketwarden.posture.preflight.Probe.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests of those whom others' statements name, as far as these allow them. */
record NamedProbes(Dependents who, List<Place> admitted) {

    private static final List<String> ACTIONS = Stream.concat(
                    Stream.of("s3:GetObjectVersion", "s3:PutObjectAcl", "s3:ListBucketVersions"),
                    Probes.DATA_ACTIONS.stream())
            .toList();

    /** Made by S3 for the one who is named, from addresses of its own. */
    private static final List<String> FROM_S3 =
            List.of("s3:ReplicateObject", "s3:ReplicateDelete", "s3:GetObjectVersionForReplication");

    /** Who somebody is, and where they come from. */
    private record Caller(Kind kind, String name, @Nullable String account, Principal principal, List<Place> places) {}

    static List<Probe> of(PolicyDocument now, Set<String> ours, Dependents who, List<Place> admitted) {
        var named = new NamedProbes(who, admitted);
        return now.statements().stream()
                .filter(statement -> statement.isAllow()
                        && statement.sid().filter(ours::contains).isEmpty())
                .flatMap(named::of)
                .distinct()
                .toList();
    }

    private Stream<Probe> of(Statement allow) {
        var reach = Reach.of(allow);
        return Grantee.of(allow).stream()
                .flatMap(this::caller)
                .flatMap(caller -> Stream.concat(
                        ACTIONS.stream()
                                .filter(reach::includes)
                                .flatMap(action -> probes(caller, action, caller.places())),
                        FROM_S3.stream()
                                .filter(reach::includes)
                                .flatMap(action -> probes(replicating(caller), action, List.of(Place.ANYWHERE)))));
    }

    private Stream<Probe> probes(Caller caller, String action, List<Place> places) {
        return places.stream()
                .map(place ->
                        place.probe(caller.kind(), caller.name(), caller.account(), caller.principal(), action, who));
    }

    private static Caller replicating(Caller caller) {
        return caller.kind() == Kind.NAMED
                ? new Caller(Kind.REPLICATION, caller.name(), caller.account(), caller.principal(), caller.places())
                : caller;
    }

    /** Nobody for {@code *}: whom that may mean is what a perimeter is there to say. */
    private Stream<Caller> caller(Grantee grantee) {
        return switch (grantee) {
            case Grantee.Everybody _ -> Stream.empty();
            case Grantee.Service(var name) ->
                Stream.of(new Caller(Kind.SERVICE, name, null, Principal.of(name), List.of(Place.ANYWHERE)));
            case Grantee.Account(var id)
            when ServiceAccounts.deliversLogs(id) -> {
                var root = Principal.of("arn:" + who.partition() + ":iam::" + id + ":root");
                yield Stream.of(new Caller(
                        Kind.LOG_DELIVERY, "load balancers, account " + id, null, root, List.of(Place.ANYWHERE)));
            }
            case Grantee.Account(var id) ->
                Stream.of(new Caller(
                        Kind.NAMED, "account " + id, id, Principal.someoneIn(who.partition(), id), admitted));
            case Grantee.Identity(var arn)
            when ServiceAccounts.isOriginAccess(arn) ->
                Stream.of(new Caller(Kind.SERVICE, arn, null, Principal.of(arn), List.of(Place.ANYWHERE)));
            case Grantee.Identity(var arn) ->
                Stream.of(new Caller(Kind.NAMED, arn, account(arn), Principal.of(arn), admitted));
            // Of a deleted identity only its id is left, which nobody will ever be again.
            case Grantee.Unresolved(var kind, var _) when kind.equals("AWS") -> Stream.empty();
            case Grantee.Unresolved(var kind, var name) ->
                Stream.of(new Caller(Kind.NAMED, kind + " " + name, null, Principal.canonicalUser(name), admitted));
        };
    }

    private static @Nullable String account(String arn) {
        var account = arn.split(":", 6)[4];
        return account.matches("[0-9]{12}") ? account : null;
    }
}
