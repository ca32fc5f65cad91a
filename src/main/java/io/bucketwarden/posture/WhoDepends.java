package io.bucketwarden.posture;

import io.bucketwarden.iam.Refusals;
import io.bucketwarden.posture.preflight.Automation;
import io.bucketwarden.posture.preflight.Dependents;
import io.bucketwarden.posture.preflight.Preflight;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Gathers who works with a bucket, as far as it matters for what is about to be written.
 *
 * @param server what its server accepts as a policy document
 * @param unknown why it could not be read what S3 does with the bucket by itself; null when it was, or does not matter
 */
record WhoDepends(
        Refusals.Bucket server,
        Dependents dependents,
        @Nullable CallFailed unknown) {

    static WhoDepends on(LiveBucket bucket, Collection<StatementChange> changes) {
        var identity = bucket.identity();
        var dependents = new Dependents(
                identity.arn(),
                identity.partition(),
                identity.ownerAccount(),
                identity.operatorPrincipals(),
                identity.breakGlass(),
                new Dependents.Server(
                        !identity.server().plainHttp(), identity.server().principalKeys(), bucket.onAws()),
                Automation.NONE);
        var server = new Refusals.Bucket(identity.partition(), identity.arn(), bucket.onAws());
        var known = new WhoDepends(server, dependents, null);
        if (changes.stream().noneMatch(known::restricts)) {
            return known;
        }
        try {
            return new WhoDepends(server, dependents.with(Automations.of(bucket)), null);
        } catch (CallFailed e) {
            return new WhoDepends(server, dependents, e);
        }
    }

    /** Whether the change may keep somebody from the data. */
    boolean restricts(StatementChange change) {
        return change.put().stream().anyMatch(statement -> Preflight.restrictsData(statement, dependents.bucket()));
    }
}
