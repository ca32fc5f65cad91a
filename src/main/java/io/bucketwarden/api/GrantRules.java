package io.bucketwarden.api;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a grant's schema once more: an installed CRD may be older than the operator, and a grant that is misread
 * opens what nobody meant to open.
 */
final class GrantRules {

    static final String LABEL_KEY = "([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?";
    static final String LABEL_VALUE = "([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?";
    static final String LABEL_VALUE_ADVICE =
            "no label has such a value: write letters, digits, dots, hyphens and underscores, as the namespace carries it";

    private record Rule(String field, Predicate<S3BucketGrantSpec> holds, String advice) {}

    private static final Set<String> WITH_VALUES = Set.of("In", "NotIn");
    private static final Set<String> WITHOUT_VALUES = Set.of("Exists", "DoesNotExist");

    private static final List<Rule> ALL = List.of(
            new Rule(
                    "namespaceSelector",
                    spec -> spec.namespaceSelector() != null && isEvaluable(spec.namespaceSelector()),
                    "write a label selector; {} covers every namespace"),
            new Rule(
                    "bucketPatterns",
                    spec -> spec.bucketPatterns().stream().allMatch(p -> p.matches("!?[a-z0-9.*?-]+")),
                    Form.GLOBS_ADVICE),
            new Rule(
                    "bucketPatterns",
                    spec -> spec.bucketPatterns().stream().anyMatch(p -> !p.startsWith("!")),
                    Form.INCLUDES_ADVICE),
            accounts(
                    it -> it.id() != null && it.id().matches("[0-9]{12}"),
                    "write the account as 12 digits in quotes, such as \"123456789012\""),
            accounts(
                    it -> it.roleArn() == null
                            || it.roleArn().matches("arn:aws[-a-z]*:iam::" + it.id() + ":role/[A-Za-z0-9_+=,.@/-]+"),
                    "write a role of the account itself, such as arn:aws:iam::123456789012:role/bucketwarden"),
            accounts(
                    it -> it.externalId() == null
                            || (it.roleArn() != null && it.externalId().matches("[A-Za-z0-9_+=,.@:/-]{2,1224}")),
                    "write externalId only beside roleArn, and as the role's trust policy does"),
            accounts(
                    it -> it.regions().stream().allMatch(r -> r.matches("[a-z]{2,8}(-[a-z]+)+-[0-9]+")),
                    Form.REGIONS_ADVICE),
            new Rule("accounts", spec -> isUnique(spec.accounts()), "write each account once"));

    private GrantRules() {}

    /** The first rule that does not hold: its field and what to write instead. */
    static Optional<String> broken(S3BucketGrantSpec spec) {
        return ALL.stream()
                .filter(rule -> !rule.holds().test(spec))
                .findFirst()
                .map(rule -> "spec." + rule.field() + ": " + rule.advice() + ". It grants nothing until then.");
    }

    private static Rule accounts(Predicate<GrantedAccount> holds, String advice) {
        return new Rule("accounts", spec -> spec.accounts().stream().allMatch(holds), advice);
    }

    private static boolean isUnique(List<GrantedAccount> accounts) {
        var ids = new HashSet<@Nullable String>();
        return accounts.stream().allMatch(account -> ids.add(account.id()));
    }

    /** The model keeps fields that it does not know: a misspelled matchLabels would leave a selector of everything. */
    private static boolean isEvaluable(LabelSelector selector) {
        return selector.getAdditionalProperties().isEmpty()
                && selector.getMatchLabels() != null
                && selector.getMatchExpressions() != null
                && selector.getMatchLabels().entrySet().stream()
                        .allMatch(label -> label.getKey().matches(LABEL_KEY) && isLabelValue(label.getValue()))
                && selector.getMatchExpressions().stream().allMatch(GrantRules::isEvaluable);
    }

    private static boolean isEvaluable(@Nullable LabelSelectorRequirement requirement) {
        if (requirement == null
                || requirement.getKey() == null
                || !requirement.getKey().matches(LABEL_KEY)
                || !requirement.getAdditionalProperties().isEmpty()) {
            return false;
        }
        var operator = String.valueOf(requirement.getOperator());
        List<String> values = requirement.getValues() == null ? List.of() : requirement.getValues();
        return (values.isEmpty() ? WITHOUT_VALUES : WITH_VALUES).contains(operator)
                && values.stream().allMatch(GrantRules::isLabelValue);
    }

    private static boolean isLabelValue(@Nullable String value) {
        return value != null && value.length() <= 63 && value.matches(LABEL_VALUE);
    }
}
