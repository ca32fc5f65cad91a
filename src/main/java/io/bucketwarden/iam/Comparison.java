package io.bucketwarden.iam;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The values of a condition, read as its operator reads them. Negation is left to the clause.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     Condition operators</a>
 */
sealed interface Comparison {

    /** Whether one of the values accepts the request's. */
    Truth accepts(String actual, Facts facts);

    /** Whether one of the values accepts a role's ARN whatever its path, if it has one. */
    default Truth accepts(RoleOfAnyPath role, Facts facts) {
        return Truth.UNSURE;
    }

    static Comparison of(OperatorFamily family, String operator, Set<String> values) {
        return switch (family) {
            case TEXT -> new Texts(List.copyOf(values), false);
            case TEXT_IGNORING_CASE -> new Texts(List.copyOf(values), true);
            case PATTERN -> new Patterns(List.copyOf(values));
            case ARN -> new Arns(read(values, value -> new Arn(value, ArnPattern.parse(value))));
            case BOOLEAN -> new Booleans(List.copyOf(values));
            case NUMBER -> new Numbers(operator, read(values, OperatorFamily::number));
            case DATE -> new Dates(operator, read(values, OperatorFamily::instant));
            case BINARY -> new Binaries(List.copyOf(values));
            case ADDRESS -> new Networks(read(values, value -> Cidr.parse(value).map(Cidr::range)));
            case PRESENCE, UNKNOWN -> new Nothing();
        };
    }

    private static <T> List<T> read(Set<String> values, Function<String, T> reader) {
        return values.stream().map(reader).toList();
    }

    private static <T> Truth any(Collection<T> values, Function<T, Truth> one) {
        var any = Truth.NO;
        for (var value : values) {
            any = any.or(one.apply(value));
            if (any == Truth.YES) {
                break;
            }
        }
        return any;
    }

    /** Of an operator that compares no values, or in a way that is not modelled. */
    record Nothing() implements Comparison {

        @Override
        public Truth accepts(String actual, Facts facts) {
            return Truth.UNSURE;
        }
    }

    record Texts(List<String> values, boolean ignoringCase) implements Comparison {

        @Override
        public Truth accepts(String actual, Facts facts) {
            return any(values, value -> facts.test(value, actual, this::same));
        }

        @Override
        public Truth accepts(RoleOfAnyPath role, Facts facts) {
            return any(values, value -> facts.hasVariable(value) ? Truth.UNSURE : role.is(value, ignoringCase));
        }

        private Truth same(String one, String other) {
            return Truth.of(ignoringCase ? one.equalsIgnoreCase(other) : one.equals(other));
        }
    }

    record Patterns(List<String> values) implements Comparison {

        @Override
        public Truth accepts(String actual, Facts facts) {
            return any(
                    values,
                    value -> facts.test(value, actual, (pattern, text) -> Truth.of(Wildcards.matches(pattern, text))));
        }

        @Override
        public Truth accepts(RoleOfAnyPath role, Facts facts) {
            return any(values, value -> facts.hasVariable(value) ? Truth.UNSURE : role.matchesText(value));
        }
    }

    record Arn(String text, Optional<ArnPattern> pattern) {}

    record Arns(List<Arn> values) implements Comparison {

        @Override
        public Truth accepts(String actual, Facts facts) {
            var arn = ArnPattern.parse(actual);
            return any(
                    values,
                    value -> facts.hasVariable(value.text())
                            ? facts.test(
                                    value.text(),
                                    actual,
                                    (pattern, text) -> matches(ArnPattern.parse(pattern), ArnPattern.parse(text)))
                            : matches(value.pattern(), arn));
        }

        @Override
        public Truth accepts(RoleOfAnyPath role, Facts facts) {
            return any(
                    values,
                    value -> facts.hasVariable(value.text())
                            ? Truth.UNSURE
                            : value.pattern().map(role::matches).orElse(Truth.UNSURE));
        }

        private static Truth matches(Optional<ArnPattern> pattern, Optional<ArnPattern> arn) {
            return pattern.isEmpty()
                    ? Truth.UNSURE
                    : Truth.of(arn.filter(pattern.get()::matches).isPresent());
        }
    }

    record Booleans(List<String> values) implements Comparison {

        @Override
        public Truth accepts(String actual, Facts facts) {
            var stated = actual.toLowerCase(Locale.ROOT);
            return any(
                    values,
                    value -> isBoolean(value) && isBoolean(stated) ? Truth.of(value.equals(stated)) : Truth.UNSURE);
        }

        private static boolean isBoolean(String text) {
            return text.equals("true") || text.equals("false");
        }
    }

    record Numbers(String operator, List<Optional<BigDecimal>> values) implements Comparison {

        @Override
        public Truth accepts(String actual, Facts facts) {
            var number = OperatorFamily.number(actual);
            return any(values, value -> OperatorFamily.compared(operator, number, value));
        }
    }

    record Dates(String operator, List<Optional<Instant>> values) implements Comparison {

        @Override
        public Truth accepts(String actual, Facts facts) {
            var instant = OperatorFamily.instant(actual);
            return any(values, value -> OperatorFamily.compared(operator, instant, value));
        }
    }

    record Binaries(List<String> values) implements Comparison {

        @Override
        public Truth accepts(String actual, Facts facts) {
            var bytes = decoded(actual);
            return any(values, value -> same(bytes, decoded(value)));
        }

        private static Truth same(Optional<byte[]> one, Optional<byte[]> other) {
            return one.isEmpty() || other.isEmpty() ? Truth.UNSURE : Truth.of(Arrays.equals(one.get(), other.get()));
        }

        private static Optional<byte[]> decoded(String base64) {
            try {
                return Optional.of(Base64.getDecoder().decode(base64));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    record Networks(List<Optional<Cidr.Range>> values) implements Comparison {

        @Override
        public Truth accepts(String actual, Facts facts) {
            var address = Cidr.parse(actual)
                    .filter(network -> actual.indexOf('/') < 0)
                    .map(Cidr::range);
            return any(
                    values,
                    value -> value.isEmpty() || address.isEmpty()
                            ? Truth.UNSURE
                            : Truth.of(value.get().includes(address.get())));
        }
    }
}
