package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.AccountId;
import io.bucketwarden.iam.Grantee;
import io.bucketwarden.iam.PolicyDocument;
import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Reach;
import io.bucketwarden.iam.S3Actions;
import io.bucketwarden.iam.ServiceAccounts;
import io.bucketwarden.iam.ServiceName;
import io.bucketwarden.iam.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests of those whom others' statements name, as far as these allow what is about to be denied. All actions of one
 * level are alike to the statement that denies them, so one of each level is asked for.
 */
record NamedProbes(Dependents who, List<Reach> denied, List<Place> admitted) {

    /** Of those that one statement names. */
    private static final int MOST_OBJECTS = 3;

    /** Made by S3 for the one who is named, from addresses of its own. */
    private static final List<String> FROM_S3 = List.of(
            "s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags", "s3:GetObjectVersionForReplication");

    /** All others, those that people know best first. */
    private static final List<String> OBJECT_ACTIONS = Stream.concat(
                    Stream.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"), S3Actions.OBJECTS.stream())
            .filter(action -> !FROM_S3.contains(action))
            .toList();

    /** Who somebody is, and where they come from. */
    private record Caller(Kind kind, String name, @Nullable String account, Principal principal, List<Place> places) {}

    /** @param restricting statements that are about to be put */
    static List<Probe> of(
            PolicyDocument now, Set<String> ours, Dependents who, List<Statement> restricting, List<Place> admitted) {
        var denied =
                restricting.stream().filter(Statement::isDeny).map(Reach::of).toList();
        var named = new NamedProbes(who, denied, admitted);
        return now.statements().stream()
                .filter(statement -> statement.isAllow()
                        && statement.sid().filter(ours::contains).isEmpty())
                .flatMap(named::of)
                .distinct()
                .toList();
    }

    private Stream<Probe> of(Statement allow) {
        var reach = Reach.of(allow);
        var objects = reach.objectsAmong(who.bucket(), Dependents.ANY_OBJECT).stream()
                .limit(MOST_OBJECTS)
                .toList();
        var onObjects = actions(reach, OBJECT_ACTIONS);
        var onBucket = actions(reach, S3Actions.BUCKET);
        var fromS3 = FROM_S3.stream()
                .filter(action -> reach.includes(action) && denied.stream().anyMatch(deny -> deny.includes(action)))
                .toList();
        return Grantee.of(allow).stream()
                .flatMap(this::caller)
                .flatMap(caller -> Stream.of(
                                probes(caller, onObjects, objects, caller.places()),
                                probes(caller, onBucket, List.of(who.bucket()), caller.places()),
                                probes(replicating(caller), fromS3, objects, List.of(Place.OF_AWS)))
                        .flatMap(probes -> probes));
    }

    /** For each statement that denies, the first action that it denies and the other allows. */
    private List<String> actions(Reach allowed, List<String> level) {
        return denied.stream()
                .flatMap(deny -> level.stream()
                        .filter(action -> deny.includes(action) && allowed.includes(action))
                        .limit(1))
                .distinct()
                .toList();
    }

    private Stream<Probe> probes(Caller caller, List<String> actions, List<String> resources, List<Place> places) {
        return actions.stream()
                .flatMap(action -> places.stream()
                        .flatMap(place -> resources.stream()
                                .map(resource -> place.probe(
                                        caller.kind(),
                                        caller.name(),
                                        caller.account(),
                                        caller.principal(),
                                        action,
                                        resource,
                                        who))));
    }

    private static Caller replicating(Caller caller) {
        return caller.kind() == Kind.PRINCIPAL || caller.kind() == Kind.ACCOUNT
                ? new Caller(Kind.REPLICATION, caller.name(), caller.account(), caller.principal(), caller.places())
                : caller;
    }

    /** Nobody for {@code *}: whom that may mean is what a perimeter is there to say. */
    private Stream<Caller> caller(Grantee grantee) {
        var ofAws = List.of(Place.OF_AWS);
        return switch (grantee) {
            case Grantee.Everybody _ -> Stream.empty();
            case Grantee.Service(var name) ->
                Stream.of(new Caller(
                        name.equals(ServiceName.LOG_DELIVERY) ? Kind.LOG_DELIVERY : Kind.SERVICE,
                        name,
                        null,
                        Principal.of(name),
                        ofAws));
            case Grantee.Account(var id)
            when ServiceAccounts.deliversLogs(id) -> {
                var root = Principal.of("arn:" + who.partition() + ":iam::" + id + ":root");
                yield Stream.of(new Caller(Kind.LOAD_BALANCERS, "account " + id, null, root, ofAws));
            }
            case Grantee.Account(var id) ->
                Stream.of(new Caller(
                        Kind.ACCOUNT, "account " + id, id, Principal.someoneIn(who.partition(), id), admitted));
            case Grantee.Identity(var arn)
            when ServiceAccounts.isOriginAccess(arn) ->
                Stream.of(new Caller(Kind.ORIGIN_ACCESS, arn, null, Principal.of(arn), ofAws));
            case Grantee.Identity(var arn) ->
                Stream.of(new Caller(Kind.PRINCIPAL, arn, account(arn), Principal.of(arn), admitted));
            // Of a deleted identity only its id is left, which nobody will ever be again.
            case Grantee.Unresolved(var kind, var _) when kind.equals("AWS") -> Stream.empty();
            // Nothing is known of whom an identity provider lets in, as of whose a canonical id is.
            case Grantee.Unresolved(var kind, var name) ->
                Stream.of(
                        new Caller(Kind.UNRESOLVED, kind + " " + name, null, Principal.canonicalUser(name), admitted));
        };
    }

    private static @Nullable String account(String arn) {
        var account = arn.split(":", 6)[4];
        return AccountId.isOne(account) ? account : null;
    }
}
