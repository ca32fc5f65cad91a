package io.bucketwarden.generate;

import static io.bucketwarden.generate.CrdFile.column;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bucketwarden.api.S3BucketGrant;
import java.util.List;
import java.util.stream.Stream;

/** The definition of grants. */
final class GrantCrd {

    static final CrdFile FILE = new CrdFile(
            S3BucketGrant.class,
            "Lets the policies of some namespaces govern some buckets of some accounts. Whoever may write it decides who"
                    + " reaches what, so it is for administrators of the cluster, never for tenants.",
            List.of(
                    column("Max-Mode", "string", ".spec.maxMode", 0),
                    column("Patterns", "string", ".spec.bucketPatterns", 0),
                    column("Namespaces", "string", ".spec.namespaceSelector", 0),
                    column("Age", "date", ".metadata.creationTimestamp", 0),
                    column("Accounts", "string", ".spec.accounts", 1)),
            root -> {
                finishSpec(root.field("spec"));
                root.props().getProperties().remove("status");
            });

    private GrantCrd() {}

    private static void finishSpec(Schema spec) {
        spec.describe("Which namespaces may govern which buckets of which accounts, and whether they may write.");
        finishSelector(spec.field("namespaceSelector"));
        spec.field("bucketPatterns").set(100, 64);
        spec.field("accounts").map("id", 100);
        spec.field("accounts").items().field("regions").set(50, 32);
    }

    /** The type is of the Kubernetes client: it comes without descriptions, bounds and rules. */
    private static void finishSelector(Schema selector) {
        selector.field("matchLabels")
                .describe("Labels that a namespace must carry, all of them.")
                .entries(20, 63);
        var expressions = selector.field("matchExpressions").describe("Conditions that must hold, all of them.");
        expressions.props().setXKubernetesListType("atomic");
        expressions.props().setMaxItems(20L);
        var expression = expressions.items();
        expression.require("key", "operator");
        var key = expression.field("key").describe("The label's key.").props();
        key.setMinLength(1L);
        key.setMaxLength(317L);
        expression
                .field("operator")
                .describe("In and NotIn compare with values; Exists and DoesNotExist look at the key alone. NotIn holds"
                        + " without the label too.")
                .props()
                .setEnum(Stream.of("In", "NotIn", "Exists", "DoesNotExist")
                        .map(TextNode::valueOf)
                        .map(JsonNode.class::cast)
                        .toList());
        var values = expression.field("values").describe("Values to compare with, for In and NotIn.");
        values.props().setXKubernetesListType("atomic");
        values.texts(50, 63);
    }
}
