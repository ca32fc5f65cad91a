package io.bucketwarden.aws;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.posture.CallFailed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The clients of every account that is worked in: by an assumed role, or by the operator's own identity. */
public final class Accounts implements AutoCloseable {

    /** Grants come from many hands, so the number of accounts that are kept must have an end. */
    static final int REMEMBERED = 1_000;

    static final Duration IDLE = Duration.ofMinutes(15);

    /**
     * How many accounts may be stuck, with all of their connections and looks in use, and leave as much as one needs for
     * others. Connections are opened only when used; each look that waits takes memory, which is why it is not more.
     */
    public static final int STUCK_AT_ONCE = 4;

    private record Assumed(S3Clients clients, RoleCredentials credentials) {}

    private final HttpTransport transport;
    private final OwnWrites ownWrites;
    private final PolicyWrites policyWrites;
    private final AwsCredentialsProvider credentials;
    private final int requestRate;
    private final int connections;
    private final InstantSource clock;
    private final S3Clients own;

    /** One dropped because there are too many may be in use still, so it is not closed; all that it holds is shared. */
    private final Map<GrantedAccount, Assumed> assumed = new LatestUsed<>(REMEMBERED);

    private @Nullable StsClient roles;

    /**
     * @param credentials the operator's own, which also assume the roles; stay open, for whoever made them to close
     * @param requestRate requests per second to one region of one account, at least 1
     * @param connections connections of one account in use at the same time, at least 1
     */
    public Accounts(
            Endpoint endpoint,
            AwsCredentialsProvider credentials,
            int requestRate,
            int connections,
            RequestListener listener,
            InstantSource clock) {
        this(endpoint, credentials, requestRate, connections, listener, clock, HttpTransport.S3);
    }

    Accounts(
            Endpoint endpoint,
            AwsCredentialsProvider credentials,
            int requestRate,
            int connections,
            RequestListener listener,
            InstantSource clock,
            HttpTransport.Timeouts timeouts) {
        this.ownWrites = new OwnWrites(clock);
        this.policyWrites = new PolicyWrites(clock);
        this.transport = new HttpTransport(
                endpoint, (STUCK_AT_ONCE + 1) * connections, listener, timeouts, ownWrites, policyWrites);
        this.credentials = credentials;
        this.requestRate = requestRate;
        this.connections = connections;
        this.clock = clock;
        this.own = new S3Clients(transport, credentials, requestRate, connections);
    }

    public Endpoint endpoint() {
        return transport.endpoint();
    }

    /** The writes that any client of these accounts made. */
    public OwnWrites ownWrites() {
        return ownWrites;
    }

    /** When any client of these accounts wrote a policy document. */
    PolicyWrites policyWrites() {
        return policyWrites;
    }

    /**
     * The client for a region of an account.
     *
     * @throws CallFailed when there can be no such region
     */
    S3Client in(GrantedAccount account, String region) {
        return of(account).in(region);
    }

    /**
     * The clients of an account. All entries without a role share those of the operator's own identity, since they
     * share what AWS allows that identity.
     */
    synchronized S3Clients of(GrantedAccount account) {
        var role = account.roleArn();
        var asked = role == null ? null : assumed.computeIfAbsent(account.access(), access -> assume(access, role));
        if (asked != null) {
            asked.credentials().use();
        }
        dropIdle();
        return asked == null ? own : asked.clients();
    }

    /** The session of a role that is kept; null where there is none. */
    synchronized @Nullable RoleCredentials session(GrantedAccount account) {
        var kept = assumed.get(account.access());
        return kept == null ? null : kept.credentials();
    }

    /** How many roles are kept. */
    synchronized int size() {
        return assumed.size();
    }

    /** A client to ask who we are. */
    public StsClient sts() {
        return transport.sts(credentials);
    }

    /** Calls of services without a client, by the operator's own identity. */
    public JsonCalls json() {
        return transport.json(credentials);
    }

    /** A client to read a queue with, by the operator's own identity; to be closed after use. */
    public SqsClient queue(QueueUrl queue) {
        return transport.sqs(queue, credentials);
    }

    private void dropIdle() {
        var idleSince = clock.instant().minus(IDLE);
        assumed.values().removeIf(one -> {
            var idle = !one.credentials().lastUsed().isAfter(idleSince);
            if (idle) {
                one.credentials().close();
            }
            return idle;
        });
    }

    private Assumed assume(GrantedAccount access, String role) {
        if (roles == null) {
            roles = sts();
        }
        var session = new RoleCredentials(new RoleRequests(roles, clock), role, access.externalId(), clock);
        return new Assumed(new S3Clients(transport, session, requestRate, connections), session);
    }

    @Override
    public synchronized void close() {
        assumed.values().forEach(one -> one.credentials().close());
        transport.close();
    }
}
