package io.bucketwarden.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What {@code make setup} got, and where: in the cache, for a test of {@code make test} as for one that an IDE starts. */
public final class SetUp {

    private SetUp() {}

    /** @param path within the cache; its first folder is that of the part */
    public static Path of(String path) {
        return cache(System.getenv(), System.getProperty("user.home")).resolve(path);
    }

    /**
     * A program that is there.
     *
     * @throws IllegalStateException when it is not, with what to do
     */
    public static Path program(String path) {
        var program = of(path);
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("There is no " + program + ". make setup gets it; "
                    + leavesOut(path.substring(0, path.indexOf('/'))) + "=1 leaves these tests out.");
        }
        return program;
    }

    /** Whether whoever runs the tests wants to go without a part. */
    public static boolean isLeftOut(String part) {
        return "1".equals(System.getenv(leavesOut(part)));
    }

    /** The variable by which a part is left out. */
    static String leavesOut(String part) {
        return "BUCKETWARDEN_WITHOUT_" + part.toUpperCase(Locale.ROOT);
    }

    /** As the Makefile says it, too. */
    static Path cache(Map<String, String> environment, String home) {
        var set = environment.getOrDefault("BUCKETWARDEN_CACHE", "");
        return set.isEmpty() ? Path.of(home, ".cache", "bucketwarden") : Path.of(set);
    }
}
