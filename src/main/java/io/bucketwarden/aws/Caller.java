package io.bucketwarden.aws;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.posture.CallFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Who we are to AWS: found once, and asked again at most once a minute while it cannot be found. */
public final class Caller {

    /** The account, and every form under which a statement may have to exempt us. */
    public record Identity(@Nullable String account, List<String> principals, List<String> breakGlass) {}

    /** The answer of {@code sts:GetCallerIdentity}. */
    public record Answer(String account, String arn) {}

    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Answer> sts;
    private final List<String> configured;
    private final List<String> breakGlass;
    private final boolean alwaysThere;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Identity> found = new AtomicReference<>();
    private volatile List<String> own = List.of();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final CountDownLatch firstAnswer = new CountDownLatch(1);
    private volatile Instant askAgain = Instant.MIN;
    private volatile @Nullable SdkException failure;

    /**
     * @param exempt further principals that are never locked out
     * @param alwaysThere whether the service is one that answers sooner or later, as that of AWS; elsewhere the
     *     configured principals have to do
     */
    public Caller(Supplier<Answer> sts, ExemptPrincipals exempt, boolean alwaysThere, InstantSource clock) {
        this.sts = sts;
        this.configured = exempt.all();
        this.breakGlass = exempt.breakGlass();
        this.alwaysThere = alwaysThere;
        this.clock = clock;
    }

    /** Asks the security token service with the operator's own credentials. */
    public static Caller of(Accounts accounts, ExemptPrincipals exempt, InstantSource clock) {
        return new Caller(
                () -> {
                    try (var client = accounts.sts()) {
                        var answer = client.getCallerIdentity();
                        return new Answer(answer.account(), answer.arn());
                    }
                },
                exempt,
                accounts.endpoint().isAws(),
                clock);
    }

    /** Who we are in an account: the role that is assumed there, for which nobody has to be asked, else ourselves. */
    Identity identityIn(GrantedAccount account) {
        return account.roleArn() == null ? identity() : identity(account.id(), principals(account.roleArn()));
    }

    /**
     * Who we are as far as known. One asks at a time; the others go on at once with what is known, except that they
     * wait a little for the very first answer, without which the first passes would judge little.
     */
    public Identity identity() {
        if (found.get() == null) {
            if (asking.compareAndSet(false, true)) {
                try {
                    ask();
                } finally {
                    asking.set(false);
                    firstAnswer.countDown();
                }
            } else {
                awaitFirstAnswer();
            }
        }
        var known = found.get();
        if (known != null) {
            return known;
        }
        // A statement rewritten with half of those it must exempt would shut the other half, us, out.
        return new Identity(null, alwaysThere ? List.of() : configured, breakGlass);
    }

    /** Whether this is the ARN of our own user or role; false while we do not know. Those configured are others. */
    boolean is(String arn) {
        return own.stream().anyMatch(mine -> {
            var star = mine.indexOf('*');
            return star < 0
                    ? mine.equals(arn)
                    : arn.startsWith(mine.substring(0, star)) && arn.endsWith(mine.substring(star + 1));
        });
    }

    /** Why our own account is not known, where nothing may be done without it. */
    CallFailed whyUnknown() {
        var last = failure;
        return last == null ? UnknownAccount.unanswered() : UnknownAccount.explain(last);
    }

    private void ask() {
        if (found.get() != null || clock.instant().isBefore(askAgain)) {
            return;
        }
        try {
            var answer = sts.get();
            own = principals(answer.arn());
            found.set(identity(answer.account(), own));
        } catch (SdkException e) {
            failure = e;
            askAgain = clock.instant().plus(ASK_AGAIN);
            LOG.warn("Cannot tell the operator's own identity (sts:GetCallerIdentity): {}", StsFailure.why(e));
        }
    }

    private Identity identity(@Nullable String account, List<String> principals) {
        var all = Stream.concat(principals.stream(), configured.stream())
                .distinct()
                .toList();
        return new Identity(account, all, breakGlass);
    }

    private void awaitFirstAnswer() {
        try {
            firstAnswer.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The role of a session, since that is what {@code aws:PrincipalArn} holds. The session's ARN leaves out the role's
     * path, and role names are unique in an account, so any path is meant.
     */
    static List<String> principals(String arn) {
        var parts = arn.split(":", 6);
        if (parts.length != 6 || !parts[5].startsWith("assumed-role/")) {
            return List.of(arn);
        }
        var role = parts[5].split("/", 3)[1];
        var prefix = "arn:" + parts[1] + ":iam::" + parts[4] + ":role/";
        return List.of(prefix + role, prefix + "*/" + role);
    }
}
