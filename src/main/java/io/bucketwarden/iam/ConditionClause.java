package io.bucketwarden.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One operator, one key and its values, in one spelling: operator and key in lower case.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     Condition operators</a>
 */
record ConditionClause(Quantifier quantifier, String operator, boolean ifExists, String key, Set<String> values) {

    /** What a key with several values must do. */
    enum Quantifier {
        NONE,
        FOR_ALL,
        FOR_ANY
    }

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

    static List<ConditionClause> all(@Nullable JsonNode condition, String name) {
        if (condition == null || condition.isNull()) {
            return List.of();
        }
        if (!condition.isObject()) {
            throw new MalformedPolicyException(name + " has a Condition that is not a JSON object");
        }
        var clauses = new ArrayList<ConditionClause>();
        for (var operator : condition.properties()) {
            var spelled = MalformedPolicyException.quoted(operator.getKey());
            if (!operator.getValue().isObject()) {
                throw new MalformedPolicyException(
                        name + " has a Condition in which " + spelled + " is not a JSON object");
            }
            for (var key : operator.getValue().properties()) {
                var where =
                        name + " has a Condition " + spelled + " on " + MalformedPolicyException.quoted(key.getKey());
                clauses.add(of(operator.getKey(), key.getKey(), Meaning.texts(key.getValue(), where)));
            }
        }
        return clauses.stream()
                .distinct()
                .sorted(Comparator.comparing(ConditionClause::toString))
                .toList();
    }

    private static ConditionClause of(String spelled, String key, List<String> values) {
        var operator = spelled.toLowerCase(Locale.ROOT);
        var quantifier = Quantifier.NONE;
        if (operator.startsWith(FOR_ALL)) {
            quantifier = Quantifier.FOR_ALL;
            operator = operator.substring(FOR_ALL.length());
        } else if (operator.startsWith(FOR_ANY)) {
            quantifier = Quantifier.FOR_ANY;
            operator = operator.substring(FOR_ANY.length());
        }
        var ifExists = operator.endsWith(IF_EXISTS);
        if (ifExists) {
            operator = operator.substring(0, operator.length() - IF_EXISTS.length());
        }
        // AWS gives both pairs the same behaviour: the one spelling is the pattern's.
        operator = switch (operator) {
            case "arnequals" -> "arnlike";
            case "arnnotequals" -> "arnnotlike";
            default -> operator;
        };
        var family = OperatorFamily.of(operator);
        var spelling = new TreeSet<String>();
        values.forEach(value -> spelling.add(family.spelling(value)));
        return new ConditionClause(quantifier, operator, ifExists, key.toLowerCase(Locale.ROOT), spelling);
    }

    OperatorFamily family() {
        return OperatorFamily.of(operator);
    }

    boolean negated() {
        return NEGATED.contains(operator);
    }

    /** Whether {@code wider} holds whenever this does. Errs towards false. */
    boolean implies(ConditionClause wider) {
        if (equals(wider)) {
            return true;
        }
        if (!key.equals(wider.key) || !operator.equals(wider.operator) || quantifier != wider.quantifier) {
            return false;
        }
        if (quantifier == Quantifier.NONE
                ? whenAbsent().orElse(true) && !wider.whenAbsent().orElse(false)
                : ifExists != wider.ifExists) {
            return false;
        }
        return negated() ? wider.eachValueIsWithin(this) : eachValueIsWithin(wider);
    }

    private boolean eachValueIsWithin(ConditionClause other) {
        return values.stream()
                .allMatch(mine -> other.values.stream().anyMatch(theirs -> family().includes(operator, theirs, mine)));
    }

    /** Whether the clause holds for a request. */
    Truth holds(RequestContext context) {
        var actual = context.value(key);
        if (family() == OperatorFamily.PRESENCE) {
            return Truth.of(values.contains(String.valueOf(actual.isEmpty())));
        }
        if (actual.isEmpty()) {
            return whenAbsent();
        }
        var accepted = Truth.anyOf(values.stream()
                .map(value -> context.resolve(value)
                        .map(resolved -> family().accepts(operator, resolved, actual.get()))
                        .orElse(Truth.UNSURE)));
        if (family() == OperatorFamily.UNKNOWN) {
            return Truth.UNSURE;
        }
        return negated() ? accepted.negate() : accepted;
    }

    private Truth whenAbsent() {
        return switch (quantifier) {
            case FOR_ALL -> Truth.YES;
            // Whether IfExists counts inside ForAnyValue is not documented.
            case FOR_ANY -> ifExists ? Truth.UNSURE : Truth.NO;
            case NONE -> {
                if (ifExists || negated()) {
                    yield Truth.YES;
                }
                yield family() == OperatorFamily.UNKNOWN ? Truth.UNSURE : Truth.NO;
            }
        };
    }
}
