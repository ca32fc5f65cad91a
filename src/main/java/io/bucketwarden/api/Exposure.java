package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way in which a bucket is open, or would be if nothing neutralised it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exposure(
        @JsonPropertyDescription("Acl or PolicyDocument.") Through through,

        @JsonPropertyDescription("The ACL grant, or the Sid of the statement.") @Nullable
        String detail,

        @JsonPropertyDescription("Everyone, or AnyAwsAccount.")
        To to,

        @JsonPropertyDescription("What it lets them do.") List<Access> access,

        @JsonPropertyDescription("The setting that makes it ineffective; left out while it is open in fact.") @Nullable
        String neutralizedBy) {

    public Exposure {
        access = access == null ? List.of() : List.copyOf(access);
    }

    /** Where the grant stands. */
    public enum Through {
        Acl,
        PolicyDocument
    }

    /** Whom it lets in. */
    public enum To {
        /** Anybody, signed in or not. */
        Everyone,
        /** Anybody with an AWS account, which anybody can get. */
        AnyAwsAccount
    }

    /** What is possible, worst first. {@code Administer} changes the bucket's own settings or permissions. */
    public enum Access {
        Administer,
        Write,
        Read,
        List
    }

    /** Whether it is open in fact. */
    @JsonIgnore
    public boolean isEffective() {
        return neutralizedBy == null;
    }
}
