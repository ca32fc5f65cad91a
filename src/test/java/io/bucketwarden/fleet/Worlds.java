package io.bucketwarden.fleet;

import static io.bucketwarden.fleet.Declared.account;
import static io.bucketwarden.fleet.Declared.grant;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketGrant;
import io.bucketwarden.api.S3BucketPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Accounts with buckets in eu-west-1, and the namespaces payments and shop. */
final class Worlds {

    /** The operator's own account. */
    static final String OWN_ID = "999999999999";

    static final Map<String, Map<String, String>> NAMESPACES =
            Map.of("payments", Map.of("team", "pay"), "shop", Map.of("team", "shop"));

    static final GrantedAccount OWN = GrantedAccount.OWN;
    static final GrantedAccount ONE = account("111111111111");
    static final GrantedAccount TWO = account("222222222222");

    /** Grants to the namespaces of the team {@code pay}, all that they may give. */
    static final S3BucketGrant ON_ONE = grant("one", "pay", Mode.Enforce, "*", ONE);

    static final S3BucketGrant ON_TWO = grant("two", "pay", Mode.Enforce, "*", TWO);
    static final S3BucketGrant ON_OWN = grant("own", "pay", Mode.Enforce, "*");

    private Worlds() {}

    static World world(
            List<S3BucketPolicy> policies, List<S3BucketGrant> grants, Map<GrantedAccount, Inventory> inventories) {
        return new World(policies, grants, NAMESPACES, seen(inventories, OWN_ID));
    }

    static World.Seen seen(Map<GrantedAccount, Inventory> inventories, @Nullable String own) {
        return new World.Seen(inventories, Map.of(), own);
    }

    static Inventory listed(String... names) {
        return new Inventory(
                Arrays.stream(names)
                        .map(name -> new ListedBucket(name, "eu-west-1"))
                        .toList(),
                null);
    }

    static Assignment assignment(Roster roster, GrantedAccount account, String bucket) {
        var id = Objects.requireNonNullElse(account.id(), OWN_ID);
        return Objects.requireNonNull(roster.assignments().get(new BucketId(id, bucket)));
    }

    /** Why the policy governs nothing. */
    static Problem refusal(Roster roster, String uid) {
        return Objects.requireNonNull(roster.standings().get(uid).refusal());
    }
}
