package io.bucketwarden.api;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Lets the policies of some namespaces govern some buckets. Cluster-scoped: tenants do not write it. */
@Group(S3BucketPolicy.GROUP)
@Version(S3BucketPolicy.VERSION)
@Kind("S3BucketGrant")
@Singular("s3bucketgrant")
@Plural("s3bucketgrants")
@ShortNames("s3bg")
public class S3BucketGrant extends CustomResource<S3BucketGrantSpec, Void> {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    protected @Nullable S3BucketGrantSpec initSpec() {
        return null;
    }
}
