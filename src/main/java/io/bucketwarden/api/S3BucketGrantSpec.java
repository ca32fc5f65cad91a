package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which namespaces may govern which buckets of which accounts, and whether they may write. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record S3BucketGrantSpec(
        @JsonPropertyDescription("Namespaces whose policies are covered; an empty selector covers every namespace.")
        @Required
        @Nullable
        LabelSelector namespaceSelector,

        @JsonPropertyDescription("Globs over bucket names; a leading ! excludes.") @Required
        List<String> bucketPatterns,

        @JsonPropertyDescription("Audit allows to look only; Enforce allows to write too.") @Default("Audit") @Nullable
        Mode maxMode,

        @JsonPropertyDescription("Accounts that hold the buckets; the operator's own when left out.")
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
}
