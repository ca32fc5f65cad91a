package io.bucketwarden.posture.preflight;

import io.bucketwarden.iam.S3Actions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who works with a bucket, apart from whom its policy document names.
 *
 * @param bucket its ARN
 * @param owner the account that owns it; null when not known
 * @param operator ARNs, or patterns of them, as which the operator works on it; empty when not known
 * @param breakGlass ARNs of the people's way in when all else fails
 * @param server what its server makes of requests
 */
public record Dependents(
        String bucket,
        String partition,
        @Nullable String owner,
        List<String> operator,
        List<String> breakGlass,
        Server server,
        Automation automation) {

    /**
     * What the server makes of requests.
     *
     * @param tls whether the operator's own calls are encrypted
     * @param principalKeys whether it fills the condition keys of the principal as AWS does
     * @param publicOnly whether it sees public addresses only, as AWS does
     */
    public record Server(boolean tls, boolean principalKeys, boolean publicOnly) {
        public static final Server AWS = new Server(true, true, true);
    }

    /** The name of an object like any other. */
    static final String ANY_OBJECT = "preflight";

    /** Another one: who is denied the first only because of its name is not denied this. */
    private static final String OTHER_OBJECT = "~0/else";

    private static final String NOBODY = "000000000000";

    /** An account id in any case: while the owner is not known, it must be safe whoever it is. */
    String anyOwner() {
        return owner == null ? NOBODY : owner;
    }

    /** What an action is asked of, where nothing is said of which object. */
    String resource(String action) {
        return S3Actions.OBJECTS.contains(action) ? bucket + "/" + ANY_OBJECT : bucket;
    }

    /** Another resource in its place, to tell whether the name of the object decides. */
    String elsewhere(String resource) {
        return resource.equals(bucket + "/" + ANY_OBJECT) ? bucket + "/" + OTHER_OBJECT : resource;
    }

    boolean isOwner(String account) {
        return account.equals(owner);
    }

    public Dependents with(Automation found) {
        return new Dependents(bucket, partition, owner, operator, breakGlass, server, found);
    }
}
