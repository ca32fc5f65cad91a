package io.bucketwarden.fleet;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Kubernetes label selectors.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors">Label
 *     selectors</a>
 */
final class Labels {

    private Labels() {}

    /** An empty selector matches everything; one that cannot be understood matches nothing. */
    static boolean match(LabelSelector selector, Map<String, String> labels) {
        var wanted = Objects.requireNonNullElse(selector.getMatchLabels(), Map.<String, String>of());
        var expressions =
                Objects.requireNonNullElse(selector.getMatchExpressions(), List.<LabelSelectorRequirement>of());
        return wanted.entrySet().stream().allMatch(label -> label.getValue().equals(labels.get(label.getKey())))
                && expressions.stream().allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(LabelSelectorRequirement expression, Map<String, String> labels) {
        var value = labels.get(expression.getKey());
        var values = Objects.requireNonNullElse(expression.getValues(), List.<String>of());
        return switch (String.valueOf(expression.getOperator())) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> !values.isEmpty() && (value == null || !values.contains(value));
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
