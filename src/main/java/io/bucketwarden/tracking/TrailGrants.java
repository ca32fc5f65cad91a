package io.bucketwarden.tracking;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.fleet.Claim;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which buckets with the files of trails a policy may have read: it names any, and so must be granted them. */
interface TrailGrants {

    /** Whether grants are required at all. */
    boolean areRequired();

    /**
     * How such a bucket is read; empty when that is not granted.
     *
     * @param region where the bucket is; null while that is not known
     */
    Optional<GrantedAccount> of(Claim claim, String bucket, @Nullable String region);
}
