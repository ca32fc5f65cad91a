package io.bucketwarden.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The bill of materials that the build writes, by CycloneDX. */
public record Sbom(JsonNode document) {

    /** Where the build puts it. */
    public static final Path FILE = Path.of("bucketwarden.cdx.json");

    /** Names that projects give to a licence, and what SPDX calls it. */
    private static final Map<String, String> NAMES = Map.of(
            "Apache 2 License", "Apache-2.0",
            "Apache License, Version 2.0", "Apache-2.0",
            "The Apache License, Version 2.0", "Apache-2.0",
            "The Apache Software License, Version 2.0", "Apache-2.0",
            "The MIT License", "MIT",
            "GNU Lesser General Public License", "LGPL-2.1-only");

    /**
     * A library.
     *
     * @param licences as SPDX names them where that is known, else as the project does
     */
    public record Component(String group, String name, String version, String sha256, List<String> licences) {

        @Override
        public String toString() {
            return group + ":" + name + " " + version;
        }
    }

    static Sbom read(Path target) throws IOException {
        return new Sbom(new ObjectMapper().readTree(target.resolve(FILE).toFile()));
    }

    List<Component> components() {
        return Stream.iterate(0, i -> i < document.path("components").size(), i -> i + 1)
                .map(i -> component(document.path("components").get(i)))
                .toList();
    }

    private static Component component(JsonNode node) {
        var hash = "";
        for (var one : node.path("hashes")) {
            hash = one.path("alg").asText().equals("SHA-256")
                    ? one.path("content").asText()
                    : hash;
        }
        var licences = new ArrayList<String>();
        for (var choice : node.path("licenses")) {
            if (choice.has("expression")) {
                licences.add(choice.path("expression").asText());
            } else {
                licences.add(licence(choice.path("license")));
            }
        }
        return new Component(
                node.path("group").asText(),
                node.path("name").asText(),
                node.path("version").asText(),
                hash,
                List.copyOf(licences));
    }

    private static String licence(JsonNode node) {
        var name = node.path("name").asText();
        return node.has("id") ? node.path("id").asText() : NAMES.getOrDefault(name, name);
    }
}
