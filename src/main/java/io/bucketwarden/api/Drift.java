package io.bucketwarden.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.bucketwarden.text.Shortened;
import java.util.List;

/** One difference: where it is, what was declared, what S3 says. */
public record Drift(
        @JsonPropertyDescription("Where, as facet.field.") String path,

        @JsonPropertyDescription("What the policy declares, at most 256 characters.")
        String expected,

        @JsonPropertyDescription("What S3 says, at most 256 characters.")
        String actual) {

    /** Longest value that enters status, in characters. */
    public static final int MAX_VALUE = 256;

    public Drift {
        expected = Shortened.to(expected, MAX_VALUE);
        actual = Shortened.to(actual, MAX_VALUE);
    }

    /** The difference at one place; none when both are the same. */
    public static List<Drift> between(String path, String expected, String actual) {
        return expected.equals(actual) ? List.of() : List.of(new Drift(path, expected, actual));
    }
}
