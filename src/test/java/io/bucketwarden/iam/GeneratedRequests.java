package io.bucketwarden.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Requests about what {@link Generated} documents tell of, known in part or in full. */
final class GeneratedRequests {

    private static final String ACCOUNT = "111122223333";
    // The name of a role is unique in its account, whatever its path.
    private static final String APP = "arn:aws:iam::111122223333:role/app";
    private static final String DB = "arn:aws:iam::111122223333:role/team/db";

    private static final List<Principal> PRINCIPALS = List.of(
            Principal.of("arn:aws:iam::111122223333:root"),
            Principal.of(APP),
            Principal.of("arn:aws:iam::444455556666:user/ann"),
            Principal.of("arn:aws:iam::111122223333:user/invoices"),
            Principal.of("arn:aws:sts::111122223333:assumed-role/app/pod"),
            Principal.session(APP, "pod"),
            Principal.session(DB, "cron"),
            Principal.of("arn:aws:sts::111122223333:assumed-role/db/cron"),
            Principal.of("arn:aws:sts::111122223333:federated-user/bob"),
            Principal.of("logging.s3.amazonaws.com"),
            Principal.of("s3.amazonaws.com"),
            Principal.of(""),
            Principal.someoneIn("aws", ACCOUNT),
            Principal.canonicalUser("abc"));

    private static final List<String> ACTIONS =
            List.of("s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:PutBucketPolicy");

    private static final List<String> RESOURCES = List.of(
            "arn:aws:s3:::acme",
            "arn:aws:s3:::acme/invoices/7",
            "arn:aws:s3:::acme/111122223333/a",
            "arn:aws:s3:::acme-other/x");

    private static final Map<String, List<String>> VALUES = Map.of(
            "aws:SecureTransport", List.of("true", "false", "maybe"),
            "aws:SourceIp", List.of("10.1.2.3", "10.9.9.9", "192.0.2.77", "198.51.100.1", "2001:db8::7", "somewhere"),
            "aws:SourceVpce", List.of("vpce-1", "vpce-2", "vpce-3"),
            "aws:PrincipalArn", List.of(APP, "arn:aws:iam::444455556666:user/ann"),
            "aws:PrincipalAccount", List.of(ACCOUNT, "444455556666"),
            "aws:PrincipalOrgID", List.of("o-acme", "o-other", "o-third"),
            "aws:username", List.of("invoices", "ann"),
            "s3:TlsVersion", List.of("1.0", "1.2", "1.3"),
            "aws:CurrentTime", List.of("2025-12-31T10:00:00Z", "2026-01-01T12:00:00Z", "2026-02-01T00:00:00Z"),
            "x:Tags", List.of("a", "b", "bc", "invoices", ""));

    private final Random random;

    GeneratedRequests(Random random) {
        this.random = random;
    }

    /** A request of which nothing is unknown but what AWS keeps to itself. */
    Request exact() {
        return request(one(PRINCIPALS), context(0));
    }

    /** A request of which some keys are unknown, and perhaps all that follow from the principal. */
    Request partial() {
        var context = context(3);
        return request(one(PRINCIPALS), random.nextInt(4) == 0 ? context.withoutPrincipalKeys() : context);
    }

    private Request request(Principal principal, RequestContext context) {
        return new Request(principal, one(ACTIONS), one(RESOURCES), context);
    }

    private RequestContext context(int oddsOfUnknown) {
        var keys = new HashMap<String, List<String>>();
        var absent = new HashSet<String>();
        for (var key : VALUES.keySet().stream().sorted().toList()) {
            // What follows from the principal is given seldom, since it goes before the truth.
            int drawn = random.nextInt(4 + oddsOfUnknown) + (key.startsWith("aws:Principal") ? 3 : 0);
            if (drawn < 3) {
                keys.put(key, values(key));
            } else if (drawn == 3) {
                absent.add(key);
            }
        }
        if (oddsOfUnknown > 0) {
            return RequestContext.knowing(keys, absent);
        }
        absent.forEach(key -> keys.put(key, List.of()));
        return RequestContext.exactly(keys);
    }

    /** The same request when everything that was unknown of its keys has turned out somehow. */
    Request learned(Request request) {
        var keys = new HashMap<String, List<String>>();
        for (var key : VALUES.keySet().stream().sorted().toList()) {
            var known = request.context().values(key.toLowerCase(Locale.ROOT), request.principal());
            keys.put(
                    key,
                    known.orElseGet(() -> request.context()
                            .role(key.toLowerCase(Locale.ROOT), request.principal())
                            .map(this::ofSomePath)
                            .orElseGet(() -> random.nextInt(3) == 0 ? List.of() : values(key))));
        }
        return new Request(request.principal(), request.action(), request.resource(), RequestContext.exactly(keys));
    }

    private List<String> ofSomePath(RoleOfAnyPath role) {
        var path = one(List.of("", "team/", "team/sub/"));
        return List.of(String.join(":", role.fixed()) + ":role/" + path + role.name());
    }

    /** The same request when it has turned out who in particular makes it; the same when that was known. */
    Request met(Request request) {
        return new Request(met(request.principal()), request.action(), request.resource(), request.context());
    }

    private Principal met(Principal principal) {
        return switch (principal.kind()) {
            case SOMEONE ->
                one(PRINCIPALS.stream()
                        .filter(other -> other.account().equals(principal.account()))
                        .toList());
            case ROLE -> Principal.session(principal.name(), one(List.of("pod", "cron")));
            case SESSION -> Principal.session(principal.roleName().equals("app") ? APP : DB, principal.lastName());
            default -> principal;
        };
    }

    private List<String> values(String key) {
        var values = new ArrayList<String>();
        int count = key.equals("x:Tags") ? 1 + random.nextInt(3) : random.nextInt(12) == 0 ? 2 : 1;
        for (int i = 0; i < count; i++) {
            values.add(one(VALUES.getOrDefault(key, List.of())));
        }
        return values;
    }

    private <T> T one(List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }
}
