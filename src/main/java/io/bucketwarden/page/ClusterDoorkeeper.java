package io.bucketwarden.page;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.text.Sha256;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API server: TokenReview for its own audience, and SubjectAccessReview for {@code list} of policies. What it
 * answers holds for a short time; a token is remembered by its hash. Where it does not answer, nobody is let in.
 */
final class ClusterDoorkeeper implements Doorkeeper {

    /** A right that is taken away, or a token that is revoked, is of use for so much longer. */
    static final Duration KEPT = Duration.ofSeconds(30);

    /** Of so many namespaces it is asked at most. */
    static final int MOST_NAMESPACES = 500;

    private static final int FORBIDDEN = 403;
    private static final int TOKENS = 1_000;
    private static final int ANSWERS = 20_000;

    /** So many questions of those who sign in at the same time; who floods the page with tokens floods nobody else. */
    private static final int SIGN_INS = 6;

    /** So many questions about namespaces at the same time, beside those: who may see few of many keeps nobody out. */
    static final int NAMESPACES = 10;

    /** So many tokens at once, and so many a second, are asked about that were nobody's until now. */
    private static final int STRANGERS = 30;

    private static final int STRANGERS_PER_SECOND = 5;

    /** Whose token was good lately is asked about beside those: a flood of others keeps nobody out. */
    private static final Duration KNOWN = Duration.ofHours(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** So long it is asked about namespaces before what is known by then is shown. */
    private static final Duration MOST_WAIT = Duration.ofSeconds(8);

    /** A person waits, so an API server that does not answer is soon given up. */
    private static final RequestConfig HASTY = new RequestConfigBuilder()
            .withRequestTimeout((int) PATIENCE.toMillis())
            .withRequestRetryBackoffLimit(1)
            .build();

    private static final Logger LOG = LoggerFactory.getLogger(ClusterDoorkeeper.class);

    private record Question(Identity who, @Nullable String namespace) {
        Question whicheverToken() {
            return new Question(who.whicheverToken(), namespace);
        }
    }

    private interface Step<T> {
        T take() throws Unanswered;
    }

    private final KubernetesClient client;
    private final ShortMemory<String, Optional<Identity>> tokens;
    private final ShortMemory<String, Boolean> guests;
    private final ShortMemory<Question, Boolean> answers;
    private final Allowance strangers;
    private final Semaphore signIns = new Semaphore(SIGN_INS, true);
    private final NamespaceQuestions questions = new NamespaceQuestions(NAMESPACES, MOST_WAIT);

    ClusterDoorkeeper(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.tokens = new ShortMemory<>(TOKENS, clock);
        this.guests = new ShortMemory<>(TOKENS, clock);
        this.answers = new ShortMemory<>(ANSWERS, clock);
        this.strangers = new Allowance(STRANGERS, STRANGERS_PER_SECOND, clock);
    }

    @Override
    public Optional<Identity> whose(String token) throws Unanswered {
        var hash = Sha256.hex(token, 32);
        var known = tokens.get(hash);
        if (known.isPresent()) {
            return known.get();
        }
        if (guests.get(hash).isEmpty() && !strangers.take()) {
            throw new Unanswered("Too many unknown tokens at the same time. Try again in a moment.");
        }
        var who = signingIn(() -> review(token));
        if (who.isPresent()) {
            guests.keep(hash, true, KNOWN);
        }
        return tokens.keep(hash, who, KEPT);
    }

    @Override
    public Sight sight(Identity who, Collection<String> namespaces) throws Unanswered {
        if (signingIn(() -> may(new Question(who, null)))) {
            return new Sight.Everything();
        }
        var asked = namespaces.stream().sorted().limit(MOST_NAMESPACES).toList();
        var seen = new HashSet<String>();
        var open = new ArrayList<String>();
        for (var namespace : asked) {
            remembered(new Question(who, namespace))
                    .ifPresentOrElse(
                            may -> {
                                if (may) {
                                    seen.add(namespace);
                                }
                            },
                            () -> open.add(namespace));
        }
        var answered = questions.ask(open, namespace -> may(new Question(who, namespace)));
        answered.forEach((namespace, may) -> {
            if (may) {
                seen.add(namespace);
            }
        });
        return new Sight.Only(seen, namespaces.size() - asked.size() + open.size() - answered.size());
    }

    private Optional<Identity> review(String token) throws Unanswered {
        var question = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .endSpec()
                .build();
        var status = ask(
                        "tokenreviews.authentication.k8s.io",
                        c -> c.tokenReviews().create(question))
                .getStatus();
        if (status == null || !Boolean.TRUE.equals(status.getAuthenticated()) || status.getUser() == null) {
            return Optional.empty();
        }
        var user = status.getUser();
        var extra = user.getExtra();
        return user.getUsername() == null || user.getUsername().isEmpty()
                ? Optional.empty()
                : Optional.of(new Identity(
                        user.getUsername(),
                        user.getUid(),
                        Objects.requireNonNullElse(user.getGroups(), List.of()),
                        extra == null ? Map.of() : extra));
    }

    private Optional<Boolean> remembered(Question question) {
        return answers.get(question.whicheverToken());
    }

    private boolean may(Question question) throws Unanswered {
        var known = remembered(question);
        return known.isPresent() ? known.get() : answers.keep(question.whicheverToken(), isAllowed(question), KEPT);
    }

    private boolean isAllowed(Question question) throws Unanswered {
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(question.who().user())
                .withUid(question.who().uid())
                .withGroups(question.who().groups())
                .withExtra(question.who().extra())
                .withNewResourceAttributes()
                .withVerb("list")
                .withGroup(S3BucketPolicy.GROUP)
                .withVersion(S3BucketPolicy.VERSION)
                .withResource(HasMetadata.getPlural(S3BucketPolicy.class))
                .withNamespace(question.namespace())
                .endResourceAttributes()
                .endSpec()
                .build();
        var status = ask(
                        "subjectaccessreviews.authorization.k8s.io",
                        c -> c.authorization().v1().subjectAccessReview().create(review))
                .getStatus();
        return status != null && Boolean.TRUE.equals(status.getAllowed()) && !Boolean.TRUE.equals(status.getDenied());
    }

    /** Within one of the places for that. */
    private <T> T signingIn(Step<T> step) throws Unanswered {
        try {
            if (!signIns.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new Unanswered("Too many sign-ins at the same time. Try again in a moment.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("The operator is ending.");
        }
        try {
            return step.take();
        } finally {
            signIns.release();
        }
    }

    /** @param resource what is created to ask, for people */
    private <T> T ask(String resource, Function<KubernetesClient, T> question) throws Unanswered {
        try {
            return client.adapt(NamespacedKubernetesClient.class)
                    .withRequestConfig(HASTY)
                    .call(question::apply);
        } catch (KubernetesClientException e) {
            LOG.warn("{} could not be asked, so nobody is let in: {}", resource, why(e));
            throw new Unanswered(
                    e.getCode() == FORBIDDEN
                            ? "The operator may not create " + resource + ": its service account lacks that right."
                            : "The API server does not answer whether you may see this. Try again in a moment.");
        }
    }

    /** Never the message of the client as it is, since that may quote what was sent. */
    private static String why(KubernetesClientException e) {
        return e.getCode() > 0 ? "status " + e.getCode() : e.getClass().getSimpleName() + ", no answer";
    }
}
