package io.bucketwarden.posture.preflight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who works with a bucket, apart from whom its policy document names.
 *
 * @param bucket its ARN
 * @param owner the account that owns it; null when not known
 * @param operator ARNs, or patterns of them, as which the operator works on it; empty when not known
 * @param breakGlass ARNs of the people's way in when all else fails
 * @param tls whether the operator's own calls are encrypted
 * @param principalKeys whether the server fills the condition keys of the principal as AWS does
 */
public record Dependents(
        String bucket,
        String partition,
        @Nullable String owner,
        List<String> operator,
        List<String> breakGlass,
        boolean tls,
        boolean principalKeys,
        Automation automation) {

    private static final String NOBODY = "000000000000";

    /** An account id in any case: while the owner is not known, it must be safe whoever it is. */
    String anyOwner() {
        return owner == null ? NOBODY : owner;
    }

    boolean isOwner(String account) {
        return account.equals(owner);
    }

    public Dependents with(Automation found) {
        return new Dependents(bucket, partition, owner, operator, breakGlass, tls, principalKeys, found);
    }
}
