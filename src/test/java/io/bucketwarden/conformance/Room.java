package io.bucketwarden.conformance;

import static org.awaitility.Awaitility.await;

import io.bucketwarden.api.Drift;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.Reason;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.operator.Passes;
import io.bucketwarden.operator.Passes.Said;
import io.bucketwarden.posture.AwsFailure;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.LiveBucket;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.pollinterval.FibonacciPollInterval;
import org.awaitility.pollinterval.PollInterval;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where one scenario is played: buckets of its own, somebody who leaves a mess in them, and the operator's own passes over
 * them. Whatever is looked at is looked at again until it is as expected, or the store has had its time to settle.
 */
final class Room {

    private final Store store;
    private final Clients clients;
    private final ThrowAways throwAways;
    private final Buckets buckets;
    private final Supplier<List<String>> calls;
    private final Passes passes = new Passes();

    /** @param calls the operations that the operator has called so far */
    Room(Store store, Clients clients, ThrowAways throwAways, Buckets buckets, Supplier<List<String>> calls) {
        this.store = store;
        this.clients = clients;
        this.throwAways = throwAways;
        this.buckets = buckets;
        this.calls = calls;
    }

    Store store() {
        return store;
    }

    Buckets buckets() {
        return buckets;
    }

    /** Somebody else than the operator. */
    S3Client s3() {
        return clients.in(store.region());
    }

    String bucket() {
        return throwAways.make(store.region(), false).name();
    }

    String bucketElsewhere() {
        return throwAways.make(store.elsewhere(), false).name();
    }

    String bucketWithObjectLock() {
        return throwAways.make(store.region(), true).name();
    }

    String nameOfNoBucket() {
        return throwAways.nameOfNone();
    }

    LiveBucket open(String bucket) {
        return buckets.open(bucket, GrantedAccount.OWN, store.toldOwner(), null);
    }

    /** A look without a write says that the facet is as declared. */
    void isCompliant(String bucket, String posture) {
        says(bucket, posture, "Compliant", said -> said.state() == FacetState.Compliant);
    }

    /** A look without a write says that exactly these paths differ. */
    void drifts(String bucket, String posture, String... paths) {
        says(
                bucket,
                posture,
                "Drifted in " + String.join(", ", paths),
                said -> said.drifts().stream().map(Drift::path).toList().equals(List.of(paths)));
    }

    /** A look without a write says that this path differs, whatever else does. */
    void driftsAlso(String bucket, String posture, String path) {
        says(
                bucket,
                posture,
                "Drifted in " + path,
                said -> said.drifts().stream().anyMatch(drift -> drift.path().equals(path)));
    }

    /** Looks without a write until it says what is expected. */
    void says(String bucket, String posture, String expected, Predicate<Said> when) {
        var last = new AtomicReference<Said>();
        settled(
                () -> {
                    last.set(audit(bucket, posture));
                    return when.test(last.get());
                },
                () -> "expected is " + expected + ", and a look says " + text(last.get()));
    }

    /** A pass writes, the store takes it, looks see it, and the next pass has nothing to write. */
    void repairs(String bucket, String posture) {
        var said = enforce(bucket, posture);
        check(said.written(), "a pass should have repaired it, and says " + text(said));
        isCompliant(bucket, posture);
        writesNothing(bucket, posture);
    }

    /** A pass that enforces leaves the bucket alone, and says so. */
    Said writesNothing(String bucket, String posture) {
        var before = writes();
        var said = enforce(bucket, posture);
        check(writes() == before && !said.written(), "the pass should have written nothing, and says " + text(said));
        return said;
    }

    /** What the facet wrote is put back. */
    void putsBack(String bucket, String posture) {
        var said = passes.revert(open(bucket), posture(posture)).getFirst();
        check(said.written(), "a pass should have put it back, and says " + text(said));
        settled(
                () -> passes.revert(open(bucket), posture(posture)).getFirst().state() == FacetState.Reverted,
                () -> "what was put back is not seen");
    }

    Said audit(String bucket, String posture) {
        return passes.audit(open(bucket), posture(posture)).getFirst();
    }

    Said enforce(String bucket, String posture) {
        return enforce(open(bucket), posture);
    }

    Said enforce(LiveBucket bucket, String posture) {
        return passes.enforce(bucket, posture(posture)).getFirst();
    }

    /** Something becomes what it should be. */
    <T> void becomes(String what, T expected, Supplier<T> now) {
        var last = new AtomicReference<T>();
        settled(
                () -> {
                    last.set(now.get());
                    return expected.equals(last.get());
                },
                () -> what + " should be " + expected + ", and is " + last.get());
    }

    /** The store refuses a request with this status and code. */
    void refuses(int status, String code, Runnable request) {
        becomes("the answer", status + " " + code, () -> answer(request));
    }

    /** What the store answers. */
    static String answer(Runnable request) {
        try {
            request.run();
            return "accepted";
        } catch (AwsServiceException e) {
            return e.statusCode() + " " + AwsFailure.code(e);
        }
    }

    /** A pass that enforces writes nothing for this reason, be it that the bucket cannot be opened. */
    void isStopped(Supplier<LiveBucket> opening, String posture, Reason reason) {
        String says;
        try {
            var said = enforce(opening.get(), posture);
            if (said.reason() == reason && !said.written()) {
                return;
            }
            says = text(said);
        } catch (CallFailed e) {
            if (e.reason() == reason) {
                return;
            }
            says = e.reason() + ": " + e.text();
        }
        throw new Differs(reason + " should have stopped it, and the pass says " + says);
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new Differs(otherwise);
        }
    }

    static Posture posture(String text) {
        return Serialization.unmarshal("spec: {posture: {" + text + "}}", S3BucketPolicy.class)
                .getSpec()
                .posture();
    }

    static String text(Said said) {
        var drifts = said.drifts().stream()
                .map(drift -> drift.path() + " " + drift.actual() + " in place of " + drift.expected())
                .collect(Collectors.joining(", "));
        return said.state() + " (" + said.reason() + ")" + (drifts.isEmpty() ? "" : ", " + drifts)
                + (said.message().isEmpty() ? "" : ": " + said.message());
    }

    private long writes() {
        return calls.get().stream()
                .filter(call -> Arrays.stream(new String[] {"Put", "Delete"}).anyMatch(call::startsWith))
                .count();
    }

    /** A look that takes longer than the store has does count. */
    private void settled(BooleanSupplier condition, Supplier<String> otherwise) {
        if (condition.getAsBoolean()) {
            return;
        }
        try {
            await().dontCatchUncaughtExceptions()
                    // Nobody interrupts a look.
                    .pollInSameThread()
                    .atMost(store.settles())
                    .pollInterval(pollInterval())
                    .until(condition::getAsBoolean);
        } catch (ConditionTimeoutException _) {
            if (!condition.getAsBoolean()) {
                throw new Differs(otherwise.get());
            }
        }
    }

    private PollInterval pollInterval() {
        return store.kind() == Store.Kind.aws
                ? FibonacciPollInterval.fibonacci(java.util.concurrent.TimeUnit.SECONDS)
                : (count, previous) -> Duration.ofMillis(50);
    }
}
