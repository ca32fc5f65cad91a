package io.bucketwarden.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** A folder with the chart, rendered by the real Helm as a release of some name in some namespace. */
public record Chart(Path folder, String release, String namespace) {

    public static final Path SOURCE = Path.of("helm/bucketwarden");

    private static final Pattern BETWEEN_DOCUMENTS = Pattern.compile("^---$", Pattern.MULTILINE);

    /** As everybody installs it. */
    public static Chart asInstalled() {
        return new Chart(SOURCE, "bucketwarden", "bucketwarden");
    }

    /** Helm comes as a native library, which the tests have for one platform. */
    public static boolean isRenderable() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** Skips a test where there is no Helm, and says so. */
    public static void assumeRenderable() {
        Assumptions.assumeTrue(isRenderable(), "Helm's native library is there for Linux on amd64 alone");
    }

    /**
     * The manifests, without comments on where each comes from.
     *
     * @param values YAML
     * @throws IllegalStateException with what Helm said, where it refuses
     */
    public List<String> render(String values) {
        return withFile(
                values,
                file -> new Helm(folder)
                        .template()
                        .withName(release)
                        .withNamespace(namespace)
                        .withKubeVersion(kubernetes())
                        .withValuesFile(file)
                        .call()
                        .transform(Chart::documents));
    }

    /**
     * What Helm says at the end of an installation.
     *
     * @param values YAML
     */
    String notes(String values) {
        return withFile(
                values,
                file -> new Helm(folder)
                        .install()
                        .withName(release)
                        .withNamespace(namespace)
                        .withKubeVersion(kubernetes())
                        .withValuesFile(file)
                        .clientOnly()
                        .dryRun()
                        .call()
                        .getOutput()
                        .replaceFirst("(?s).*\nNOTES:\n", ""));
    }

    /** What {@code helm lint --strict} says of the chart alone. */
    public LintResult lint() {
        return new Helm(folder).lint().strict().call();
    }

    /** Calls with a file of values, which is gone afterwards. */
    static <T> T withFile(String values, java.util.function.Function<Path, T> call) {
        try {
            var file = Files.createTempFile("values", ".yaml");
            try {
                return call.apply(Files.writeString(file, values));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of the API server that the tests have. */
    static String kubernetes() {
        try {
            return Files.readString(Path.of("src/test/kube/VERSION")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> documents(String manifests) {
        return Arrays.stream(BETWEEN_DOCUMENTS.split(manifests))
                .map(document -> document.replaceAll("(?m)^# Source: .*\\R", "").strip())
                .filter(document -> document.lines().anyMatch(line -> !line.startsWith("#")))
                .toList();
    }
}
