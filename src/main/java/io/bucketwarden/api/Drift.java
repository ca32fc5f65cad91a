package io.bucketwarden.api;

/** One difference: where it is, what was declared, what S3 says. */
public record Drift(String path, String expected, String actual) {

    /** Longest value that enters status, in characters. */
    public static final int MAX_VALUE = 256;

    public Drift {
        expected = bounded(expected);
        actual = bounded(actual);
    }

    public static Drift of(String path, Object expected, Object actual) {
        return new Drift(path, String.valueOf(expected), String.valueOf(actual));
    }

    private static String bounded(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE - 1) + "…";
    }
}
