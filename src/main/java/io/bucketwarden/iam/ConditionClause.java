package io.bucketwarden.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One operator, one key and its values, in one spelling: operator and key in lower case.
 *
 * @param comparison follows from operator and values, read once since documents are evaluated many times
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     Condition operators</a>
 */
record ConditionClause(
        Quantifier quantifier,
        String operator,
        boolean ifExists,
        String key,
        Set<String> values,
        Comparison comparison) {

    /** What a key with several values must do. */
    enum Quantifier {
        NONE,
        FOR_ALL,
        FOR_ANY
    }

    private static final String FOR_ALL = "forallvalues:";
    private static final String FOR_ANY = "foranyvalue:";
    private static final String IF_EXISTS = "ifexists";
    private static final Set<String> BOOLEANS = Set.of("true", "false");
    private static final Set<String> NEGATED = Set.of(
            "stringnotequals",
            "stringnotequalsignorecase",
            "stringnotlike",
            "numericnotequals",
            "datenotequals",
            "notipaddress",
            "arnnotequals",
            "arnnotlike");

    // Any order will do that is the same for the same clauses.
    private static final Comparator<ConditionClause> ORDER = Comparator.comparing(ConditionClause::key)
            .thenComparing(ConditionClause::operator)
            .thenComparing(ConditionClause::quantifier)
            .thenComparing(ConditionClause::ifExists)
            .thenComparing(clause -> clause.values().toString());

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
        return clauses.stream().distinct().sorted(ORDER).toList();
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
        return new ConditionClause(
                quantifier,
                operator,
                ifExists,
                key.toLowerCase(Locale.ROOT),
                spelling,
                Comparison.of(family, operator, spelling));
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
        if (wider.values.stream().anyMatch(value -> value.contains("${"))) {
            // A variable without value may make the whole statement invalid.
            return false;
        }
        if (!key.equals(wider.key) || !operator.equals(wider.operator) || quantifier != wider.quantifier) {
            return false;
        }
        if (quantifier == Quantifier.NONE
                ? whenAbsent() != Truth.NO && wider.whenAbsent() != Truth.YES
                : ifExists != wider.ifExists) {
            return false;
        }
        return negated() ? wider.eachValueIsWithin(this) : eachValueIsWithin(wider);
    }

    private boolean eachValueIsWithin(ConditionClause other) {
        return values.stream()
                .allMatch(mine -> other.values.stream().anyMatch(theirs -> family().includes(operator, theirs, mine)));
    }

    /**
     * Whether the clause holds for a request.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">
     *     Keys with several values</a>
     */
    Truth holds(Facts facts) {
        var actual = facts.values(key);
        if (comparison instanceof Comparison.Nothing) {
            return family() == OperatorFamily.PRESENCE
                    ? isNull(actual.isPresent() ? actual : named(facts))
                    : Truth.UNSURE;
        }
        if (actual.isEmpty() || values.isEmpty()) {
            return values.isEmpty()
                    ? Truth.UNSURE
                    : facts.role(key)
                            .map(role -> facts.settled(unlessNegated(accepted(role, facts)), values))
                            .orElse(Truth.UNSURE);
        }
        return facts.settled(actual.get().isEmpty() ? whenAbsent() : each(actual.get(), facts), values);
    }

    private Truth each(List<String> actual, Facts facts) {
        if (quantifier == Quantifier.NONE && actual.size() == 1) {
            return one(actual.getFirst(), facts);
        }
        return switch (quantifier) {
            case FOR_ALL ->
                actual.stream()
                        .map(value -> unlessEmpty(value, one(value, facts), Truth.YES))
                        .reduce(Truth.YES, Truth::and);
            case FOR_ANY ->
                actual.stream()
                        .map(value -> unlessEmpty(value, one(value, facts), Truth.NO))
                        .reduce(Truth.NO, Truth::or);
            // What several values do to an operator for one is not documented, but for what they agree on.
            case NONE ->
                actual.stream()
                        .map(value -> one(value, facts))
                        .reduce((some, other) -> some == other ? some : Truth.UNSURE)
                        .orElseThrow();
        };
    }

    private Truth one(String actual, Facts facts) {
        return unlessNegated(comparison.accepts(actual, facts));
    }

    private Truth unlessNegated(Truth accepted) {
        return negated() ? accepted.negate() : accepted;
    }

    /** One value may accept the role without a path, and another that with each path: only both together are certain. */
    private Truth accepted(RoleOfAnyPath role, Facts facts) {
        var withoutPath = comparison.accepts(role.withoutPath(), facts);
        return withoutPath == comparison.accepts(role, facts) ? withoutPath : Truth.UNSURE;
    }

    /** That there is a value, where that is all that matters. */
    private Optional<List<String>> named(Facts facts) {
        return facts.role(key).map(role -> List.of(role.name()));
    }

    /** An empty text may count as no value at all. */
    private static Truth unlessEmpty(String value, Truth held, Truth withoutValue) {
        return value.isEmpty() && held != withoutValue ? Truth.UNSURE : held;
    }

    private Truth isNull(Optional<List<String>> actual) {
        if (quantifier != Quantifier.NONE || ifExists || values.isEmpty() || !BOOLEANS.containsAll(values)) {
            return Truth.UNSURE;
        }
        if (values.size() == BOOLEANS.size()) {
            return Truth.YES;
        }
        if (actual.isEmpty() || actual.get().stream().anyMatch(String::isEmpty)) {
            return Truth.UNSURE;
        }
        return Truth.of(values.contains(String.valueOf(actual.get().isEmpty())));
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
