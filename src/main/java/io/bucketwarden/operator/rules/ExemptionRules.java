package io.bucketwarden.operator.rules;

import io.bucketwarden.api.Exemption;
import io.bucketwarden.api.Posture;
import io.bucketwarden.api.S3BucketPolicySpec;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an exemption must say, and of which facets. */
final class ExemptionRules {

    /** The form only; whether the calendar has it is another rule. */
    static final String DAY = "20[0-9]{2}-[0-9]{2}-[0-9]{2}";

    static final List<Rule> ALL = List.of(
            each(
                    it -> it.facet() != null && Posture.facets().contains(it.facet()),
                    "write the name of a facet, such as versioning"),
            each(it -> isText(it.reason(), 512), "write a reason, for whoever reads it next year"),
            each(it -> isText(it.owner(), 128), "write an owner, who answers for it"),
            each(
                    it -> it.expires() != null && it.expires().matches(DAY),
                    "write expires as YYYY-MM-DD in quotes, such as \"2027-03-31\""),
            each(
                    it -> isDay(Objects.requireNonNull(it.expires())),
                    "the calendar has no such day: write one that the month has, such as \"2027-02-28\""),
            Rule.of(
                    "exemptions",
                    S3BucketPolicySpec::exemptions,
                    it -> it.stream().map(Exemption::facet).distinct().count() == it.size(),
                    "write each facet once"),
            new Rule(
                    "exemptions",
                    ExemptionRules::areDeclared,
                    "an exemption is from a facet that posture declares: declare the facet, or remove the exemption"));

    private ExemptionRules() {}

    private static Rule each(Predicate<Exemption> holds, String advice) {
        return Rule.of(
                "exemptions",
                S3BucketPolicySpec::exemptions,
                it -> it.stream().allMatch(exemption -> exemption != null && holds.test(exemption)),
                advice);
    }

    private static boolean areDeclared(S3BucketPolicySpec spec) {
        var posture = spec.posture();
        return spec.exemptions() == null
                || posture == null
                || posture.declared()
                        .containsAll(
                                spec.exemptions().stream().map(Exemption::facet).toList());
    }

    private static boolean isText(@Nullable String text, int longest) {
        return text != null && !text.isEmpty() && text.length() <= longest;
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).getYear() >= 2000;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
