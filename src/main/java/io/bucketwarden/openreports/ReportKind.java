package io.bucketwarden.openreports;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** Which reports are written; the names are those of the setting. */
public enum ReportKind {
    None("", "", "", ""),
    OpenReports("openreports.io", "v1alpha1", "Report", "reports"),
    PolicyReport("wgpolicyk8s.io", "v1alpha2", "PolicyReport", "policyreports");

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;

    ReportKind(String group, String version, String kind, String plural) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
    }

    public boolean isWritten() {
        return this != None;
    }

    String apiVersion() {
        return group + "/" + version;
    }

    String kind() {
        return kind;
    }

    /** As rules of RBAC and the command line name them. */
    String resource() {
        return plural + "." + group;
    }

    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
