package io.bucketwarden.bench;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.api.S3BucketPolicyStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.HashMap;
import java.util.Map;

/** Counts how often the status of policies changes. */
final class StatusPatches implements AutoCloseable, Watcher<S3BucketPolicy> {

    private final Map<String, S3BucketPolicyStatus> last = new HashMap<>();
    private final Watch watch;
    private long count;

    StatusPatches(KubernetesClient kube, String namespace) {
        var policies = kube.resources(S3BucketPolicy.class).inNamespace(namespace);
        var now = policies.list();
        now.getItems().forEach(policy -> last.put(policy.getMetadata().getName(), said(policy)));
        watch = policies.withResourceVersion(now.getMetadata().getResourceVersion())
                .watch(this);
    }

    synchronized long count() {
        return count;
    }

    @Override
    public synchronized void eventReceived(Action action, S3BucketPolicy policy) {
        var before = last.put(policy.getMetadata().getName(), said(policy));
        if (!said(policy).equals(before == null ? S3BucketPolicyStatus.NONE : before)) {
            count++;
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        throw new IllegalStateException("What happens to policies is not seen any more", cause);
    }

    @Override
    public void onClose() {
        // As asked.
    }

    @Override
    public void close() {
        watch.close();
    }

    private static S3BucketPolicyStatus said(S3BucketPolicy policy) {
        return policy.getStatus() == null ? S3BucketPolicyStatus.NONE : policy.getStatus();
    }
}
