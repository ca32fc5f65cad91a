package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which namespaces may govern which buckets of which accounts, and whether they may write. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = S3BucketGrantSpec.Deserializer.class)
public record S3BucketGrantSpec(
        @JsonPropertyDescription("Namespaces whose policies are covered, by their labels; {} covers every namespace.")
        @Required
        @ValidationRule(
                value = "!has(self.matchLabels) || self.matchLabels.all(k, size(k) >= 1 && size(k) <= 317)",
                message = "a label's key has 1 to 317 characters: write it as the namespace carries it")
        @ValidationRule(
                value = "!has(self.matchExpressions) || self.matchExpressions.all(e, e.key.matches('^"
                        + GrantRules.LABEL_KEY + "$'))",
                message = "write the key of a label, such as team or example.com/team")
        @ValidationRule(
                value = "!has(self.matchLabels) || self.matchLabels.all(k, self.matchLabels[k].matches('^"
                        + GrantRules.LABEL_VALUE + "$'))",
                message = GrantRules.LABEL_VALUE_ADVICE)
        @ValidationRule(
                value = "!has(self.matchExpressions) || self.matchExpressions.all(e, !has(e.values)"
                        + " || e.values.all(v, v.matches('^" + GrantRules.LABEL_VALUE + "$')))",
                message = GrantRules.LABEL_VALUE_ADVICE)
        @ValidationRule(
                value = "!has(self.matchExpressions) || self.matchExpressions.all(e, !(e.operator in ['In', 'NotIn'])"
                        + " || (has(e.values) && size(e.values) > 0))",
                message = "In and NotIn compare with values: list at least one in values")
        @ValidationRule(
                value = "!has(self.matchExpressions) || self.matchExpressions.all(e,"
                        + " !(e.operator in ['Exists', 'DoesNotExist']) || !has(e.values) || size(e.values) == 0)",
                message = "Exists and DoesNotExist look at the key alone: leave values out, or write In or NotIn")
        @Nullable
        LabelSelector namespaceSelector,

        @JsonPropertyDescription("Globs over bucket names; a leading ! excludes, wherever it stands in the list.")
        @Required
        @ValidationRule(value = Form.GLOBS, message = Form.GLOBS_ADVICE)
        @ValidationRule(value = Form.INCLUDES, message = Form.INCLUDES_ADVICE)
        List<String> bucketPatterns,

        @JsonPropertyDescription("Audit allows to look only; Enforce allows to write too.") @Default("Audit") @Nullable
        Mode maxMode,

        @JsonPropertyDescription("Accounts that hold the buckets; the operator's own when left out.")
        @ValidationRule(
                value = Form.NOT_EMPTY,
                message = "name at least one account, or leave accounts out for the operator's own")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<GrantedAccount> accounts,

        @JsonIgnore @Nullable String unreadable) {

    public S3BucketGrantSpec {
        bucketPatterns = bucketPatterns == null ? List.of() : List.copyOf(bucketPatterns);
        accounts = accounts == null ? List.of() : List.copyOf(accounts);
    }

    /** A spec that could not be read in full: it grants nothing. */
    public static S3BucketGrantSpec unreadable(String why) {
        return new S3BucketGrantSpec(null, List.of(), null, List.of(), why);
    }

    /** Audit unless the spec says otherwise. */
    public Mode effectiveMode() {
        return maxMode == null ? Mode.Audit : maxMode;
    }

    /** The accounts that are opened: the operator's own where none is named. */
    public List<GrantedAccount> effectiveAccounts() {
        return accounts.isEmpty() ? List.of(GrantedAccount.OWN) : accounts;
    }

    /** Admission may be older than this code: a grant that breaks a rule is one that cannot be read. */
    static final class Deserializer extends SpecDeserializer<S3BucketGrantSpec> {

        Deserializer() {
            super(S3BucketGrantSpec.class, S3BucketGrantSpec::unreadable, "It grants nothing");
        }

        @Override
        public S3BucketGrantSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var spec = super.deserialize(parser, context);
            return spec.unreadable() != null
                    ? spec
                    : GrantRules.broken(spec).map(S3BucketGrantSpec::unreadable).orElse(spec);
        }
    }
}
