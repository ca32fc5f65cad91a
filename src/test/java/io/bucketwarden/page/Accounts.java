package io.bucketwarden.page;

import io.bucketwarden.servers.TestCluster;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Service accounts of one namespace, their rights and their tokens. */
record Accounts(KubernetesClient admin, String namespace) {

    private static final String LIST = """
        rules:
        - {apiGroups: [bucketwarden.io], resources: [s3bucketpolicies], verbs: [list]}
        """;

    static Accounts in(String namespace) {
        return new Accounts(TestCluster.get().admin(), TestCluster.get().namespace(namespace));
    }

    /** A service account; returns itself, as the API server names it. */
    String add(String name) {
        admin.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .serverSideApply();
        return "system:serviceaccount:" + namespace + ":" + name;
    }

    void remove(String name) {
        admin.serviceAccounts().inNamespace(namespace).withName(name).delete();
    }

    /** @param audiences none for that of the API server */
    String token(String name, String... audiences) {
        return admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(name)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audiences)
                        .withExpirationSeconds(600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    /** May list policies everywhere. */
    void mayListAll(String name) {
        apply("kind: ClusterRole\nmetadata: {name: page-lister}\n" + LIST);
        bindEverywhere(name, "page-lister");
    }

    /** May list policies in another namespace. */
    void mayListIn(String name, String where) {
        apply("kind: Role\nmetadata: {name: page-lister, namespace: " + where + "}\n" + LIST);
        apply("""
            kind: RoleBinding
            metadata: {name: page-lister-%s, namespace: %s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: page-lister}
            subjects: [{kind: ServiceAccount, name: %s, namespace: %s}]
            """.formatted(name, where, name, namespace));
    }

    void mayListNoMoreIn(String name, String where) {
        admin.rbac()
                .roleBindings()
                .inNamespace(where)
                .withName("page-lister-" + name)
                .delete();
    }

    void bindEverywhere(String name, String role) {
        apply("""
            kind: ClusterRoleBinding
            metadata: {name: %s-%s-%s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "%s"}
            subjects: [{kind: ServiceAccount, name: %s, namespace: %s}]
            """.formatted(namespace, name, role.replace(':', '-'), role, name, namespace));
    }

    /** A client with the rights of an account alone. */
    KubernetesClient client(String name) {
        var config = Config.fromKubeconfig(TestCluster.get().kubeconfig());
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withClientCertData(null)
                        .withClientCertFile(null)
                        .withClientKeyData(null)
                        .withClientKeyFile(null)
                        .withOauthToken(token(name))
                        .build())
                .build();
    }

    private void apply(String yaml) {
        admin.resource("apiVersion: rbac.authorization.k8s.io/v1\n" + yaml).serverSideApply();
    }
}
