package io.bucketwarden.release;

import io.bucketwarden.release.Sbom.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Under which licences the operator's libraries are, and whether it may be given to others with them. */
public final class Licences {

    /** The page that lists them. */
    public static final Path FILE = Path.of("docs/licences.md");

    /** Under these a library may be passed on beside the operator, whatever the operator's own licence. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-1.0", "EPL-2.0", "ISC", "MIT", "MIT-0");

    /** Groups whose libraries are under one of the named licences, as whoever takes them likes; of others a list means all. */
    private static final Set<String> DUAL = Set.of("ch.qos.logback");

    private Licences() {}

    /** The page, where the build has written what it is made from since the libraries last changed. */
    public static Optional<String> page() throws IOException {
        var sbom = Path.of("target").resolve(Sbom.FILE);
        if (!Files.exists(sbom)
                || Files.getLastModifiedTime(sbom).compareTo(Files.getLastModifiedTime(Path.of("pom.xml"))) < 0) {
            return Optional.empty();
        }
        return Optional.of(page(Sbom.read(Path.of("target")).components()));
    }

    static String page(List<Component> components) {
        var counts = new TreeMap<>(components.stream()
                .flatMap(one -> licences(one).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
        var text = new StringBuilder("""
                # Licences of the libraries

                Generated from the bill of materials of the build by `make generate`. The operator is under the [Apache License 2.0](../LICENSE); these are the libraries
                that are given away with it, in the image and in `target/lib`. Where several licences are named, all of them hold, unless it says `OR`: there
                the first is chosen.

                | licence | libraries |
                | --- | --- |
                """);
        counts.forEach((licence, count) ->
                text.append("| ").append(licence).append(" | ").append(count).append(" |\n"));
        text.append("\n| library | version | licence |\n| --- | --- | --- |\n");
        components.stream()
                .sorted(Comparator.comparing(Component::group).thenComparing(Component::name))
                .forEach(one -> text.append("| `%s:%s` | %s | %s |\n"
                        .formatted(one.group(), one.name(), one.version(), String.join(", ", licences(one)))));
        return text.toString();
    }

    /** Libraries that are under something that is not allowed. */
    static List<String> refused(List<Component> components) {
        return components.stream()
                .filter(one ->
                        one.licences().isEmpty() || !licences(one).stream().allMatch(Licences::isAllowed))
                .map(one -> one + ": " + (one.licences().isEmpty() ? "no licence is named" : one.licences()))
                .toList();
    }

    private static boolean isAllowed(String licence) {
        return ALLOWED.contains(licence.split(" OR ")[0]);
    }

    private static List<String> licences(Component one) {
        return DUAL.contains(one.group()) ? List.of(String.join(" OR ", one.licences())) : one.licences();
    }
}
