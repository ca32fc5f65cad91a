package io.bucketwarden.iam;

import java.util.List;
import java.util.Optional;

/**
 * The six parts of an ARN, each of them a pattern by itself: unlike in plain text, a star does not cross a colon.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN">
 *     ARN condition operators</a>
 */
record ArnPattern(List<String> parts) {

    private static final int PARTS = 6;
    private static final int ACCOUNT = 4;

    /** Empty when the text does not have six parts, the first of them {@code arn}. */
    static Optional<ArnPattern> parse(String text) {
        var parts = text.split(":", PARTS);
        return parts.length == PARTS && parts[0].equals("arn")
                ? Optional.of(new ArnPattern(List.of(parts)))
                : Optional.empty();
    }

    String partition() {
        return parts.get(1);
    }

    /** The account id; empty for services without one in their ARNs, such as S3. */
    String account() {
        return parts.get(ACCOUNT);
    }

    String service() {
        return parts.get(2);
    }

    String resource() {
        return parts.getLast();
    }

    /**
     * Whether a pattern of the element {@code Resource} matches an ARN. Whether a star may cross the colons between the
     * parts is told in different ways, so where that matters it is not certain.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Resource</a>
     */
    static Truth matches(String pattern, String arn) {
        if (!Wildcards.matches(pattern, arn)) {
            return Truth.NO;
        }
        if (pattern.equals("*") || !Wildcards.isPattern(fixedParts(pattern))) {
            return Truth.YES;
        }
        var apart = parse(pattern).flatMap(parts -> parse(arn).filter(parts::matches));
        return apart.isPresent() ? Truth.YES : Truth.UNSURE;
    }

    /** Whether all that one pattern of {@code Resource} certainly matches is certainly matched by another. Errs to false. */
    static boolean includes(String wide, String narrow) {
        return Wildcards.includes(wide, narrow)
                && (wide.equals("*") || wide.equals(narrow) || !Wildcards.isPattern(fixedParts(wide)));
    }

    /** All up to the last colon between parts; all of it if there are fewer parts. */
    private static String fixedParts(String pattern) {
        int end = 0;
        for (int i = 1; i < PARTS; i++) {
            end = pattern.indexOf(':', end) + 1;
            if (end == 0) {
                return pattern;
            }
        }
        return pattern.substring(0, end);
    }

    boolean matches(ArnPattern literal) {
        return each(literal, Wildcards::matches);
    }

    /** Errs towards false, as {@link Wildcards#includes} does. */
    boolean includes(ArnPattern narrow) {
        return each(narrow, Wildcards::includes);
    }

    private boolean each(ArnPattern other, java.util.function.BiPredicate<String, String> test) {
        for (int i = 0; i < PARTS; i++) {
            if (!test.test(parts.get(i), other.parts.get(i))) {
                return false;
            }
        }
        return true;
    }
}
