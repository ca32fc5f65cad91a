package io.bucketwarden.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image as a tar, unpacked: each layer into a folder of its own, in their order.
 *
 * @param config as a container engine reads it
 */
public record ImageTar(List<Path> layers, JsonNode config) {

    public static final Path FILE = Path.of("jib-image.tar");

    /** @param into an empty folder */
    public static ImageTar unpack(Path file, Path into) throws IOException, InterruptedException {
        var image = Files.createDirectory(into.resolve("image"));
        untar(file, image);
        var json = new ObjectMapper();
        var manifest = json.readTree(image.resolve("manifest.json").toFile()).get(0);
        var layers = new ArrayList<Path>();
        for (var layer : manifest.path("Layers")) {
            var folder = Files.createDirectory(into.resolve("layer-" + layers.size()));
            untar(image.resolve(layer.asText()), folder);
            layers.add(folder);
        }
        return new ImageTar(
                List.copyOf(layers),
                json.readTree(image.resolve(manifest.path("Config").asText()).toFile()));
    }

    /** The files of a layer, as they are called in a container. */
    public List<String> files(Path layer) throws IOException {
        try (var files = Files.walk(layer)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> "/" + layer.relativize(file))
                    .sorted()
                    .toList();
        }
    }

    private static void untar(Path file, Path into) throws IOException, InterruptedException {
        var process = new ProcessBuilder("tar", "xf", file.toString(), "-C", into.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
