package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The declared posture of S3 buckets. Not the JSON bucket policy, which we call the policy document. */
@Group(S3BucketPolicy.GROUP)
@Version(S3BucketPolicy.VERSION)
@Kind("S3BucketPolicy")
@Singular("s3bucketpolicy")
@Plural("s3bucketpolicies")
@ShortNames("s3bp")
public class S3BucketPolicy extends CustomResource<S3BucketPolicySpec, S3BucketPolicyStatus> implements Namespaced {

    public static final String GROUP = "bucketwarden.io";
    public static final String VERSION = "v1alpha1";

    /** {@code "true"}, or anything but {@code "false"}: no writes and no checks until it is removed. */
    public static final String PAUSED = GROUP + "/paused";

    /** Any new value asks for a full check now; echoed in {@code status.lastHandledReconcileAt}. */
    public static final String RECONCILE_REQUESTED_AT = GROUP + "/reconcile-requested-at";

    /**
     * Names of facets, by commas, or {@code all}: they are put back to what they were before the operator first wrote them,
     * and not written while they are named.
     */
    public static final String REVERT = GROUP + "/revert";

    /** Names facets whose statements may shut out whom the policy document lets in today, by commas. */
    public static final String ACCEPT_LOCKOUT = GROUP + "/accept-lockout";

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    protected @Nullable S3BucketPolicySpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable S3BucketPolicyStatus initStatus() {
        return null;
    }

    @JsonIgnore
    public boolean isPaused() {
        var value = annotation(PAUSED);
        // A safety switch that is misspelled must not let writes through.
        return value != null && !value.isBlank() && !value.equalsIgnoreCase("false");
    }

    /** The value of the reconcile-now annotation, or null. */
    public @Nullable String reconcileRequestedAt() {
        return annotation(RECONCILE_REQUESTED_AT);
    }

    /**
     * The facets for which somebody has decided that whom they shut out shall be shut out; none when one of the names is
     * no facet. The operator, break-glass principals and the owner's account are never meant.
     */
    public Set<String> acceptedLockouts() {
        return RevertWish.of(annotation(ACCEPT_LOCKOUT)).facets();
    }

    /** What the annotation asks to be put back. */
    public RevertWish revertWish() {
        return RevertWish.of(annotation(REVERT));
    }

    private @Nullable String annotation(String key) {
        var annotations = getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(key);
    }
}
