package io.bucketwarden.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketPolicySpec;
import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.aws.Caller;
import io.bucketwarden.aws.Endpoint;
import io.bucketwarden.aws.ExemptPrincipals;
import io.bucketwarden.aws.RequestListener;
import io.bucketwarden.awscalls.CallRecord;
import io.bucketwarden.awscalls.RecordedCall;
import io.bucketwarden.awscalls.RecordedCall.Need;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.facet.Facets;
import io.bucketwarden.servers.Moto;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;

/** What a facet alone calls, on a messy bucket of a real server, is allowed by the policy for that facet alone. */
class FacetCallsIT {

    private record Heard(RecordedCall call, String bucket) {}

    private final InstantSource clock = InstantSource.system();
    private final Accounts accounts = new Accounts(
            new Endpoint(Moto.get().endpoint(), true, "us-east-1", true, true),
            Moto.CREDENTIALS,
            100,
            4,
            RequestListener.NONE,
            clock);
    private final Buckets buckets = new Buckets(accounts, Caller.of(accounts, ExemptPrincipals.NONE, clock), clock);

    @AfterEach
    void close() {
        accounts.close();
    }

    static Stream<Facet<?, ?>> facets() {
        return Facets.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("facets")
    void its_calls_are_allowed(Facet<?, ?> facet) throws Exception {
        var name = mess(facet);
        var posture = FacetPostures.BY_NAME.get(facet.name()).replace("acme", name);
        var spec = FacetPostures.spec("bucketName: " + name + ", posture: {" + facet.name() + ": " + posture + "}");
        var heard = new CopyOnWriteArrayList<Heard>();

        try (var _ = CallRecord.listen((call, bucket) -> heard.add(new Heard(call, bucket)))) {
            enforce(facet, spec, buckets.open(name, GrantedAccount.OWN, null, null));
        }

        assertThat(heard).anyMatch(it -> it.bucket().equals(name));
        assertThat(refused(heard.stream(), spec, Mode.Enforce)).isEmpty();
        assertThat(refused(heard.stream().filter(it -> it.call().need() == Need.LOOK), spec, Mode.Audit))
                .isEmpty();
        if (!facet.name().equals("mfaDelete")) {
            assertThat(heard)
                    .anyMatch(it -> it.call().need() == Need.WRITE
                            && it.call().operation().startsWith("Put"));
        }
    }

    private static void enforce(Facet<?, ?> facet, S3BucketPolicySpec spec, LiveBucket bucket) {
        var verdict = facet.examine(Objects.requireNonNull(spec.posture()), bucket);
        Plan.of(Map.of(facet.name(), verdict)).run(bucket);
    }

    private static ArrayList<String> refused(Stream<Heard> heard, S3BucketPolicySpec spec, Mode mode) {
        var judge = new RoleJudge(
                RolePolicy.of(PolicyNeeds.of("it", spec, mode, "aws").permissions()));
        var refused = new ArrayList<String>();
        heard.filter(it -> it.call().service().startsWith("s3"))
                .forEach(it -> it.call().actions().stream()
                        .filter(action -> !judge.allows(
                                action, it.call().service().equals("s3") ? "arn:aws:s3:::" + it.bucket() : "*"))
                        .forEach(action -> refused.add(action + " on " + it.bucket())));
        return refused;
    }

    /** Open to everybody, and with a bucket beside it that takes its logs. */
    private static String mess(Facet<?, ?> facet) {
        var s3 = Moto.get().s3();
        var name = "facet-calls-" + facet.name().toLowerCase(java.util.Locale.ROOT);
        s3.createBucket(r -> r.bucket(name).objectOwnership(ObjectOwnership.OBJECT_WRITER));
        s3.putBucketAcl(r -> r.bucket(name).acl(BucketCannedACL.PUBLIC_READ));
        s3.createBucket(r -> r.bucket(name + "-logs"));
        s3.putBucketPolicy(r -> r.bucket(name + "-logs").policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},\
                "Action":"s3:PutObject","Resource":"arn:aws:s3:::%s-logs/*"}]}""".formatted(name)));
        return name;
    }
}
