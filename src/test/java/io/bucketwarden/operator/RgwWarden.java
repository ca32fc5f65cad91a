package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.ExemptPrincipals;
import io.bucketwarden.operator.status.Finding;
import io.bucketwarden.servers.Rgw;
import io.bucketwarden.servers.RgwUser;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whole passes over buckets of RGW, as the operator makes them for one enforcing policy: it comes from 127.0.0.1 with the
 * credentials of a user, whom it is told of since RGW has no {@code sts:GetCallerIdentity}.
 */
final class RgwWarden implements AutoCloseable {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Passes passes = new Passes();
    private final RgwUser user;
    private final Accounts accounts;
    private final Buckets buckets;

    /** One that is told that RGW fills the keys of the principal, which it does not, to see what our statements do then. */
    RgwWarden(Rgw rgw, RgwUser user) {
        this(rgw, user, true);
    }

    /** @param principalKeys whether it is told that RGW fills the keys of the principal */
    RgwWarden(Rgw rgw, RgwUser user, boolean principalKeys) {
        this.user = user;
        var clock = InstantSource.system();
        accounts = new Accounts(
                new Endpoint(rgw.endpoint(), true, Rgw.REGION, true, principalKeys),
                user.credentials(),
                1000,
                16,
                (operation, outcome, duration) -> calls.add(operation),
                clock);
        buckets = new Buckets(
                accounts, Caller.of(accounts, new ExemptPrincipals(List.of(user.arn()), List.of()), clock), clock);
    }

    /** One pass of a policy with this posture; what it found by facet. */
    Map<String, Finding> enforce(String bucket, String posture) {
        var declared = Serialization.unmarshal("spec: {posture: {" + posture + "}}", S3BucketPolicy.class)
                .getSpec()
                .posture();
        var live = buckets.open(bucket, GrantedAccount.OWN, user.account(), Rgw.REGION);
        return passes.run(live, declared, Mode.Enforce, Set.of()).stream()
                .collect(Collectors.toMap(Finding::facet, Function.identity()));
    }

    /** A pass that repairs these facets, and one that finds them repaired. */
    void repair(String bucket, String posture) {
        assertThat(enforce(bucket, posture))
                .allSatisfy((facet, finding) ->
                        assertThat(finding.state()).as(finding.toString()).isEqualTo(FacetState.Remediated));
        assertThat(enforce(bucket, posture))
                .allSatisfy((facet, finding) ->
                        assertThat(finding.state()).as(finding.toString()).isEqualTo(FacetState.Compliant));
    }

    /** How often it has made an API call so far. */
    long made(String operation) {
        return calls.stream().filter(operation::equals).count();
    }

    @Override
    public void close() {
        accounts.close();
    }
}
