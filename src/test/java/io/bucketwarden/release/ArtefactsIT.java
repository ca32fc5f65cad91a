package io.bucketwarden.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this very build has made. */
class ArtefactsIT {

    private static final Path TARGET = Path.of("target");

    private final Artefacts built = new Artefacts(TARGET);

    @TempDir
    private Path folder;

    @Test
    void the_jar_tells_nothing_of_when_and_where_it_was_built() throws IOException {
        assertThat(built.jar().problems()).isEmpty();
    }

    @Test
    void a_jar_that_tells_it_is_found() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Built-By", "somebody");
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("bucketwarden.jar")), manifest)) {
            var entry = new ZipEntry("later");
            entry.setTimeLocal(LocalDateTime.of(2030, 1, 1, 0, 0));
            jar.putNextEntry(entry);
        }

        assertThat(new Artefacts(folder).jar().problems())
                .containsExactly("its files are of 2 times", "its manifest says Built-By: somebody");
    }

    @Test
    void every_library_is_in_the_bill_of_materials_and_nothing_else_is() throws IOException {
        assertThat(TARGET.resolve(Sbom.FILE))
                .as("Maven leaves it out when it is offline")
                .exists();
        assertThat(built.sbom().problems()).isEmpty();
        assertThat(Sbom.read(TARGET).components())
                .hasSizeGreaterThan(50)
                .allSatisfy(one -> assertThat(one.version()).isNotEmpty())
                .noneMatch(one -> one.name().matches("(junit|assertj|archunit|cel|crd-generator).*"));
        assertThat(Sbom.read(TARGET).document().has("serialNumber")).isFalse();
    }

    @Test
    void a_library_that_is_missing_on_either_side_is_named() throws IOException {
        var lib = Files.createDirectories(folder.resolve("lib"));
        var sbom = (ObjectNode) Sbom.read(TARGET).document();
        var first = (ObjectNode) sbom.path("components").get(0);
        sbom.putArray("components").add(first);
        new ObjectMapper().writeValue(folder.resolve(Sbom.FILE).toFile(), sbom);
        Files.writeString(lib.resolve("stranger-1.jar"), "");

        assertThat(new Artefacts(folder).sbom().problems())
                .containsExactlyInAnyOrder(
                        "lib/stranger-1.jar is not listed",
                        "%s:%s %s is listed and not in lib"
                                .formatted(
                                        first.path("group").asText(),
                                        first.path("name").asText(),
                                        first.path("version").asText()));
    }

    @Test
    void every_library_may_be_given_away_and_is_listed_with_its_licence() throws IOException {
        assertThat(built.licences().problems()).isEmpty();
        assertThat(built.licencesPage().problems()).as("run make generate").isEmpty();
    }

    @Test
    void the_image_has_what_changes_seldom_in_layers_of_its_own() throws IOException, InterruptedException {
        assertThat(built.image().problems()).isEmpty();
    }

    @Test
    void a_build_is_equal_to_itself_and_to_no_other() throws IOException {
        assertThat(built.sameAs(built)).allMatch(Check::isOk);
        var lib = Files.createDirectories(folder.resolve("lib"));
        Files.writeString(lib.resolve("stranger-1.jar"), "");
        for (var name : new String[] {"bucketwarden.jar", "bucketwarden.cdx.json", "jib-image.tar"}) {
            Files.writeString(folder.resolve(name), "other");
        }

        assertThat(built.sameAs(new Artefacts(folder))).hasSize(4).noneMatch(Check::isOk);
    }
}
