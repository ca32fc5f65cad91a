package io.bucketwarden.iam;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** How the operators of one type spell and compare their values. Operators are named in lower case. */
enum OperatorFamily {
    TEXT,
    TEXT_IGNORING_CASE,
    PATTERN,
    ARN,
    BOOLEAN,
    NUMBER,
    DATE,
    BINARY,
    ADDRESS,
    PRESENCE,
    UNKNOWN;

    private static final int LONGEST_NUMBER = 64;

    static OperatorFamily of(String operator) {
        return switch (operator) {
            case "stringequals", "stringnotequals" -> TEXT;
            case "stringequalsignorecase", "stringnotequalsignorecase" -> TEXT_IGNORING_CASE;
            case "stringlike", "stringnotlike" -> PATTERN;
            case "arnequals", "arnlike", "arnnotequals", "arnnotlike" -> ARN;
            case "bool" -> BOOLEAN;
            case "numericequals",
                    "numericnotequals",
                    "numericlessthan",
                    "numericlessthanequals",
                    "numericgreaterthan",
                    "numericgreaterthanequals" -> NUMBER;
            case "dateequals",
                    "datenotequals",
                    "datelessthan",
                    "datelessthanequals",
                    "dategreaterthan",
                    "dategreaterthanequals" -> DATE;
            case "binaryequals" -> BINARY;
            case "ipaddress", "notipaddress" -> ADDRESS;
            case "null" -> PRESENCE;
            default -> UNKNOWN;
        };
    }

    /** One spelling for all values that mean the same. */
    String spelling(String value) {
        return switch (this) {
            case BOOLEAN, PRESENCE, TEXT_IGNORING_CASE -> value.toLowerCase(Locale.ROOT);
            case ADDRESS -> Cidr.parse(value).map(Cidr::toString).orElse(value);
            // Never toPlainString: 1e999999999 would become a text of a gigabyte.
            case NUMBER -> number(value).map(BigDecimal::toString).orElse(value);
            case DATE -> instant(value).map(Instant::toString).orElse(value);
            case TEXT, PATTERN, ARN, BINARY, UNKNOWN -> value;
        };
    }

    /** Whether {@code wide} accepts all that {@code narrow} accepts. Errs towards false. */
    boolean includes(String operator, String wide, String narrow) {
        if (wide.equals(narrow)) {
            return true;
        }
        return switch (this) {
            case PATTERN -> Wildcards.includes(wide, narrow);
            case ARN ->
                ArnPattern.parse(wide)
                        .flatMap(pattern -> ArnPattern.parse(narrow).map(pattern::includes))
                        .orElse(false);
            case ADDRESS ->
                Cidr.parse(wide)
                        .flatMap(network -> Cidr.parse(narrow).map(network::includes))
                        .orElse(false);
            case NUMBER -> ordered(operator) && compared(operator, number(narrow), number(wide)) == Truth.YES;
            case DATE -> ordered(operator) && compared(operator, instant(narrow), instant(wide)) == Truth.YES;
            case TEXT, TEXT_IGNORING_CASE, BOOLEAN, BINARY, PRESENCE, UNKNOWN -> false;
        };
    }

    private static boolean ordered(String operator) {
        return operator.contains("lessthan") || operator.contains("greaterthan");
    }

    static <T extends Comparable<T>> Truth compared(String operator, Optional<T> actual, Optional<T> value) {
        if (actual.isEmpty() || value.isEmpty()) {
            return Truth.UNSURE;
        }
        int order = actual.get().compareTo(value.get());
        if (operator.endsWith("lessthan")) {
            return Truth.of(order < 0);
        }
        if (operator.endsWith("lessthanequals")) {
            return Truth.of(order <= 0);
        }
        if (operator.endsWith("greaterthan")) {
            return Truth.of(order > 0);
        }
        return Truth.of(operator.endsWith("greaterthanequals") ? order >= 0 : order == 0);
    }

    static Optional<BigDecimal> number(String text) {
        // A text of a hundred thousand digits takes seconds to become a number.
        if (text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text.strip()).stripTrailingZeros());
        } catch (ArithmeticException | NumberFormatException e) {
            // Not a number, or one whose exponent is out of all range.
            return Optional.empty();
        }
    }

    /** ISO 8601, as a day or with a time and zone, or seconds of the epoch. Four digits may be a year: not understood. */
    static Optional<Instant> instant(String text) {
        try {
            if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return text.length() < 5 || text.length() > 11
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return text.indexOf('T') < 0
                    ? Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC))
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
