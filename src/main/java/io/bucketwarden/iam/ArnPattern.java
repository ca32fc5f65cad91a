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
