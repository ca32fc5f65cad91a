package io.bucketwarden.api;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Who uses one bucket of one policy. The operator makes it and keeps its status; people write what they acknowledge. */
@Group(S3BucketPolicy.GROUP)
@Version(S3BucketPolicy.VERSION)
@Kind("S3BucketAccess")
@Singular("s3bucketaccess")
@Plural("s3bucketaccesses")
@ShortNames("s3ba")
public class S3BucketAccess extends CustomResource<S3BucketAccessSpec, S3BucketAccessStatus> implements Namespaced {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    protected @Nullable S3BucketAccessSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable S3BucketAccessStatus initStatus() {
        return null;
    }
}
