package io.bucketwarden.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.OperatorProcess;
import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image tar that the build makes, without a container engine: its layers unpacked, its entry point started. */
class ImageIT {

    private static final Path TAR = Path.of("target/jib-image.tar");

    @TempDir
    private Path folder;

    private Path root;
    private JsonNode config;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        var image = Files.createDirectory(folder.resolve("image"));
        root = Files.createDirectory(folder.resolve("root"));
        tar(TAR, image);
        var json = new ObjectMapper();
        var manifest = json.readTree(image.resolve("manifest.json").toFile()).get(0);
        for (var layer : manifest.get("Layers")) {
            tar(image.resolve(layer.asText()), root);
        }
        config = json.readTree(image.resolve(manifest.get("Config").asText()).toFile())
                .get("config");
    }

    @Test
    void the_operator_of_the_image_starts_and_becomes_ready() throws IOException {
        var command = entrypoint();
        assertThat(command.removeFirst()).isEqualTo("java");
        command.addFirst(OperatorProcess.java());

        try (var operator = new OperatorProcess(
                command,
                List.of("--watch-namespace=" + TestCluster.get().namespace("image")),
                TestCluster.get().kubeconfig(),
                Moto.get().endpoint(),
                folder.resolve("operator.log"))) {
            // Said once all has started, which may be a moment after the first is ready.
            await().untilAsserted(() -> assertThat(operator.output()).contains("Watching [image]"));
        }
    }

    @Test
    void the_image_runs_without_root_and_carries_nothing_of_the_tests() throws IOException {
        assertThat(config.get("User").asText()).isEqualTo("65532:65532");
        assertThat(config.get("Cmd").get(0).asText()).isEqualTo("run");
        try (var files = Files.walk(root)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("jvm.options")
                    .noneMatch(name -> name.matches("(junit|assertj|archunit|awaitility|crd-generator).*")
                            || name.endsWith("Test.class"));
        }
    }

    /** With the paths of the unpacked layers, also inside the file that holds the class path. */
    private ArrayList<String> entrypoint() throws IOException {
        var classPath = root.resolve("app/jib-classpath-file");
        Files.writeString(classPath, here(Files.readString(classPath)));
        var command = new ArrayList<String>();
        config.get("Entrypoint").forEach(part -> command.add(here(part.asText())));
        return command;
    }

    private String here(String text) {
        return text.replace("/app/", root + "/app/");
    }

    private static void tar(Path file, Path into) throws IOException, InterruptedException {
        var process = new ProcessBuilder("tar", "xf", file.toString(), "-C", into.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
