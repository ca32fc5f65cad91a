package io.bucketwarden.posture;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;

/** What the reads of one look were answered, for a later look to start from; those without an answer are not in it. */
public record Readings(Map<String, Object> answers) {

    public static final Readings NONE = new Readings(Map.of());

    public Readings {
        answers = Map.copyOf(answers);
    }

    /** Those that a change has not made stale. */
    public Readings without(Touched touched) {
        if (touched.everything()) {
            return NONE;
        }
        var left = new HashMap<>(answers);
        left.keySet().removeIf(touched::makesStale);
        return new Readings(left);
    }

    /** The same answer without the headers that it came with, which take more room than itself. */
    static Object lean(Object answer) {
        return answer instanceof Optional<?> optional ? optional.map(Readings::leanValue) : answer;
    }

    private static Object leanValue(Object value) {
        return switch (value) {
            case GetBucketAclResponse acl -> {
                var lean = GetBucketAclResponse.builder().owner(acl.owner());
                yield (acl.hasGrants() ? lean.grants(acl.grants()) : lean).build();
            }
            case GetBucketVersioningResponse it ->
                GetBucketVersioningResponse.builder()
                        .status(it.statusAsString())
                        .mfaDelete(it.mfaDeleteAsString())
                        .build();
            default -> value;
        };
    }
}
