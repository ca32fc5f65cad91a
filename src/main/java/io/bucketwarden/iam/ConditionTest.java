package io.bucketwarden.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One operator, one key and its values. Operators and keys are held in lower case.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     Condition operators</a>
 */
record ConditionTest(String quantifier, String operator, boolean ifExists, String key, Set<String> values) {

    private static final String FOR_ALL = "forallvalues:";
    private static final String FOR_ANY = "foranyvalue:";
    private static final String IF_EXISTS = "ifexists";
    private static final Set<String> NEGATED = Set.of(
            "stringnotequals",
            "stringnotequalsignorecase",
            "stringnotlike",
            "numericnotequals",
            "datenotequals",
            "notipaddress",
            "arnnotequals",
            "arnnotlike");

    static List<ConditionTest> all(@Nullable JsonNode condition, String name) {
        if (condition == null || condition.isNull()) {
            return List.of();
        }
        if (!condition.isObject()) {
            throw new MalformedPolicyException(name + " has a Condition that is not a JSON object");
        }
        var tests = new ArrayList<ConditionTest>();
        for (var operator : condition.properties()) {
            if (!operator.getValue().isObject()) {
                throw new MalformedPolicyException(
                        name + " has a Condition " + operator.getKey() + " that is not a JSON object");
            }
            for (var key : operator.getValue().properties()) {
                tests.add(of(
                        operator.getKey(),
                        key.getKey(),
                        Meaning.texts(key.getValue(), name + " has a condition on " + key.getKey())));
            }
        }
        tests.sort(Comparator.comparing(ConditionTest::toString));
        return List.copyOf(tests);
    }

    private static ConditionTest of(String spelling, String key, List<String> values) {
        var operator = spelling.toLowerCase(Locale.ROOT);
        var quantifier = operator.startsWith(FOR_ALL) ? FOR_ALL : operator.startsWith(FOR_ANY) ? FOR_ANY : "";
        operator = operator.substring(quantifier.length());
        var ifExists = operator.endsWith(IF_EXISTS);
        if (ifExists) {
            operator = operator.substring(0, operator.length() - IF_EXISTS.length());
        }
        var spelled = new TreeSet<String>();
        for (var value : values) {
            spelled.add(spelling(operator, value));
        }
        return new ConditionTest(quantifier, operator, ifExists, key.toLowerCase(Locale.ROOT), spelled);
    }

    private static String spelling(String operator, String value) {
        return switch (operator) {
            case "bool", "null", "stringequalsignorecase", "stringnotequalsignorecase" ->
                value.toLowerCase(Locale.ROOT);
            case "ipaddress", "notipaddress" ->
                Cidr.parse(value).map(Cidr::toString).orElse(value);
            case "numericequals",
                    "numericnotequals",
                    "numericlessthan",
                    "numericlessthanequals",
                    "numericgreaterthan",
                    "numericgreaterthanequals" -> number(value);
            default -> value;
        };
    }

    private static String number(String value) {
        try {
            return new BigDecimal(value).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return value;
        }
    }

    boolean negated() {
        return NEGATED.contains(operator);
    }

    /** Whether {@code wider} holds whenever this does. Errs towards false. */
    boolean implies(ConditionTest wider) {
        if (!key.equals(wider.key) || !operator.equals(wider.operator) || !quantifier.equals(wider.quantifier)) {
            return false;
        }
        if (negated()) {
            // A negated operator holds for an absent key with or without IfExists.
            return values.containsAll(wider.values);
        }
        if (ifExists && !wider.ifExists) {
            return false;
        }
        return wider.values.containsAll(values) || lowerBound(wider);
    }

    private boolean lowerBound(ConditionTest wider) {
        if (!operator.startsWith("numericlessthan") || values.size() != 1 || wider.values.size() != 1) {
            return false;
        }
        try {
            return new BigDecimal(values.iterator().next())
                            .compareTo(new BigDecimal(wider.values.iterator().next()))
                    <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * Whether the condition holds for a request.
     *
     * @param context request keys in lower case; an absent key is absent in the request
     * @param whenUnsure the answer for an operator that is not known here
     */
    boolean holds(Map<String, String> context, boolean whenUnsure) {
        var actual = context.get(key);
        if (operator.equals("null")) {
            return values.contains(String.valueOf(actual == null));
        }
        if (actual == null) {
            return ifExists || negated() || quantifier.equals(FOR_ALL);
        }
        var positive =
                switch (operator) {
                    case "bool" -> values.contains(actual.toLowerCase(Locale.ROOT));
                    case "stringequals", "stringnotequals", "binaryequals" -> values.contains(actual);
                    case "stringequalsignorecase", "stringnotequalsignorecase" ->
                        values.contains(actual.toLowerCase(Locale.ROOT));
                    case "stringlike", "stringnotlike" -> any(pattern -> Wildcards.matches(pattern, actual));
                    case "arnequals", "arnlike", "arnnotequals", "arnnotlike" ->
                        any(pattern -> Wildcards.arnMatches(pattern, actual));
                    case "ipaddress", "notipaddress" ->
                        any(range -> Cidr.parse(range)
                                .filter(cidr -> cidr.contains(actual))
                                .isPresent());
                    case "numericequals", "numericnotequals" -> compare(actual, whenUnsure, c -> c == 0);
                    case "numericlessthan" -> compare(actual, whenUnsure, c -> c < 0);
                    case "numericlessthanequals" -> compare(actual, whenUnsure, c -> c <= 0);
                    case "numericgreaterthan" -> compare(actual, whenUnsure, c -> c > 0);
                    case "numericgreaterthanequals" -> compare(actual, whenUnsure, c -> c >= 0);
                    default -> whenUnsure;
                };
        return negated() ? !positive : positive;
    }

    private boolean any(java.util.function.Predicate<String> test) {
        return values.stream().anyMatch(test);
    }

    private boolean compare(String actual, boolean whenUnsure, java.util.function.IntPredicate accepted) {
        try {
            var number = new BigDecimal(actual);
            return any(value -> accepted.test(number.compareTo(new BigDecimal(value))));
        } catch (NumberFormatException e) {
            return whenUnsure;
        }
    }
}
