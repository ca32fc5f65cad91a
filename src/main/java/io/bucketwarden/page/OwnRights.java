package io.bucketwarden.page;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log at the start which right the operator lacks, without which nobody gets in. */
record OwnRights(KubernetesClient client) {

    private static final Logger LOG = LoggerFactory.getLogger(OwnRights.class);

    private record Right(String group, String resource) {
        @Override
        public String toString() {
            return "create " + resource + "." + group;
        }
    }

    private static final List<Right> NEEDED = List.of(
            new Right("authentication.k8s.io", "tokenreviews"),
            new Right("authorization.k8s.io", "subjectaccessreviews"));

    /** The rights that are missing, such as {@code create tokenreviews.authentication.k8s.io}. */
    List<String> missing() {
        var missing = new ArrayList<String>();
        for (var right : NEEDED) {
            var status = client.authorization()
                    .v1()
                    .selfSubjectAccessReview()
                    .create(new SelfSubjectAccessReviewBuilder()
                            .withNewSpec()
                            .withNewResourceAttributes()
                            .withVerb("create")
                            .withGroup(right.group())
                            .withResource(right.resource())
                            .endResourceAttributes()
                            .endSpec()
                            .build())
                    .getStatus();
            if (status == null || !Boolean.TRUE.equals(status.getAllowed())) {
                missing.add(right.toString());
            }
        }
        return missing;
    }

    void tell() {
        try {
            var missing = missing();
            if (!missing.isEmpty()) {
                LOG.error(
                        "Nobody can sign in to the page: the operator's service account may not {}. Bind it to the"
                                + " ClusterRole system:auth-delegator, or have Helm give the rights by page.enabled.",
                        String.join(" and ", missing));
            }
        } catch (KubernetesClientException e) {
            LOG.warn("Whether the page may ask who signs in could not be told: status {}", e.getCode());
        }
    }
}
