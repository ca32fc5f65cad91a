package io.bucketwarden.release;

import io.bucketwarden.release.Sbom.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/** What one build has made, held to what a release promises of it. */
record Artefacts(Path target) {

    private static final Path JAR = Path.of("bucketwarden.jar");

    /** Libraries, resources, classes, what starts them, and options: what changes seldom comes first. */
    private static final List<String> LAYERS = List.of(
            "/app/libs/[^/]+\\.jar",
            "/app/resources/.+",
            "/app/classes/.+\\.class",
            "/app/jib-(classpath|main-class)-file",
            "/app/jvm\\.options");

    Check sbom() throws IOException {
        var libraries = libraries();
        var listed = Sbom.read(target).components().stream()
                .collect(Collectors.toMap(Component::sha256, Component::toString, (one, other) -> one + " " + other));
        var problems = new ArrayList<String>();
        libraries.forEach((jar, sum) -> {
            if (!listed.containsKey(sum)) {
                problems.add("lib/" + jar + " is not listed");
            }
        });
        listed.forEach((sum, name) -> {
            if (!libraries.containsValue(sum)) {
                problems.add(name + " is listed and not in lib");
            }
        });
        return new Check(
                "bill of materials",
                listed.size() + " libraries, each by its SHA-256, and nothing else",
                problems,
                "Build anew; if it stays, see the scopes of cyclonedx-maven-plugin in pom.xml.");
    }

    Check licences() throws IOException {
        var components = Sbom.read(target).components();
        return new Check(
                "licences",
                "of " + components.size() + " libraries, all allowed",
                Licences.refused(components),
                "Use another library, or add its licence to Licences.java once somebody has read it.");
    }

    Check licencesPage() throws IOException {
        var wanted = Licences.page(Sbom.read(target).components());
        var problems =
                Files.exists(Licences.FILE) && Files.readString(Licences.FILE).equals(wanted)
                        ? List.<String>of()
                        : List.of(Licences.FILE + " is stale");
        return new Check("list of licences", Licences.FILE + " is as the build says", problems, "Run make generate.");
    }

    Check image() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("bucketwarden-image");
        try {
            var image = ImageTar.unpack(target.resolve(ImageTar.FILE), folder);
            var problems = new ArrayList<String>();
            var layers = image.layers();
            if (layers.size() != LAYERS.size()) {
                problems.add("it has " + layers.size() + " layers and not " + LAYERS.size());
            }
            for (int i = 0; i < Math.min(layers.size(), LAYERS.size()); i++) {
                var allowed = LAYERS.get(i);
                var files = image.files(layers.get(i));
                if (files.isEmpty()) {
                    problems.add("layer " + (i + 1) + " is empty");
                }
                files.stream()
                        .filter(file -> !file.matches(allowed))
                        .findFirst()
                        .ifPresent(file -> problems.add(file + " is in the layer of " + allowed));
            }
            if (!sums(layers.getFirst().resolve("app/libs")).equals(libraries())) {
                problems.add("its libraries are not those of lib");
            }
            return new Check(
                    "image tar",
                    layers.size() + " layers: libraries, resources, classes, start, options",
                    problems,
                    "See jib-maven-plugin in pom.xml; without a base it has these layers alone.");
        } finally {
            delete(folder);
        }
    }

    /** That nothing in the jar tells when or where it was built, without building it twice. */
    Check jar() throws IOException {
        var problems = new ArrayList<String>();
        try (var jar = new ZipFile(target.resolve(JAR).toFile())) {
            var times = jar.stream().map(entry -> entry.getTimeLocal()).collect(Collectors.toSet());
            if (times.size() != 1) {
                problems.add("its files are of " + times.size() + " times");
            } else if (times.iterator().next().isAfter(LocalDateTime.now().plusDays(1))) {
                problems.add("its files are of the future");
            }
            var manifest = new String(
                    jar.getInputStream(jar.getEntry("META-INF/MANIFEST.MF")).readAllBytes());
            manifest.lines()
                    .filter(line -> line.matches("(Built-By|Build-Time|Build-Date|Build-Jdk|Bnd-LastModified):.*"))
                    .forEach(line -> problems.add("its manifest says " + line));
        }
        return new Check(
                "jar",
                "one time for all files, and nothing of where it was built",
                problems,
                "See project.build.outputTimestamp in pom.xml.");
    }

    /** That another build, of the same sources elsewhere, has made the very same. */
    List<Check> sameAs(Artefacts other) throws IOException {
        var checks = new ArrayList<Check>();
        for (var file : List.of(JAR, Sbom.FILE, ImageTar.FILE)) {
            var one = sum(target.resolve(file));
            var two = sum(other.target.resolve(file));
            checks.add(new Check(
                    "two builds of " + file,
                    one + " and " + two,
                    one.equals(two) ? List.of() : List.of(one + " and " + two),
                    "Compare " + target.resolve(file) + " with " + other.target.resolve(file) + "."));
        }
        var here = libraries();
        checks.add(new Check(
                "two builds of lib",
                here.size() + " jars, all equal",
                here.equals(other.libraries()) ? List.of() : List.of("the jars differ"),
                "Compare " + target.resolve("lib") + " with " + other.target.resolve("lib") + "."));
        return checks;
    }

    private Map<String, String> libraries() throws IOException {
        return sums(target.resolve("lib"));
    }

    private static Map<String, String> sums(Path folder) throws IOException {
        var sums = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                sums.put(file.getFileName().toString(), sum(file));
            }
        }
        return sums;
    }

    private static String sum(Path file) throws IOException {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }
}
