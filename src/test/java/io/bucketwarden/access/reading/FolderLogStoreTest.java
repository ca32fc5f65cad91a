package io.bucketwarden.access.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLogStoreTest {

    @TempDir
    private Path folder;

    private LogStore store;

    @BeforeEach
    void some_files() throws IOException {
        for (var file : List.of("a/b/1", "a/b/2", "a.txt", "a/c", "b", "z/y/x")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), file);
        }
        store = new FolderLogStore(folder);
    }

    @Test
    void files_are_listed_in_the_order_of_their_keys() {
        assertThat(keys("", "")).containsExactly("a.txt", "a/b/1", "a/b/2", "a/c", "b", "z/y/x");
        assertThat(keys("", "a/b/1")).containsExactly("a/b/2", "a/c", "b", "z/y/x");
        assertThat(keys("a/", "")).containsExactly("a/b/1", "a/b/2", "a/c");
        assertThat(keys("a", "a.txt")).containsExactly("a/b/1", "a/b/2", "a/c");
        assertThat(keys("z/y/", "a")).containsExactly("z/y/x");
        assertThat(keys("z/y/", "z/y/x")).isEmpty();
    }

    @Test
    void symbolic_links_are_not_followed() throws IOException {
        var outside = Files.createTempDirectory("outside");
        Files.writeString(outside.resolve("secret"), "x");
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.resolve("file"), outside.resolve("secret"));

        assertThat(keys("", "")).hasSize(6);
        assertThatThrownBy(() -> store.open(new LogObject("file", 1, Instant.EPOCH)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.open(new LogObject("../" + outside.getFileName() + "/secret", 1, Instant.EPOCH)))
                .hasMessageContaining("not below");
    }

    @Test
    void a_file_is_read_and_one_that_vanished_is_said_to_be_gone() throws IOException {
        var listed = store.list("b", "").next();
        try (var content = store.open(listed)) {
            assertThat(content.readAllBytes()).isEqualTo("b".getBytes(StandardCharsets.UTF_8));
        }
        Files.delete(folder.resolve("b"));

        assertThatThrownBy(() -> store.open(listed)).isInstanceOf(GoneException.class);
    }

    @Test
    void what_is_no_folder_is_refused() {
        assertThatThrownBy(() -> new FolderLogStore(folder.resolve("b"))).isInstanceOf(IOException.class);
    }

    private List<String> keys(String prefix, String startAfter) {
        var keys = new ArrayList<String>();
        store.list(prefix, startAfter).forEachRemaining(object -> keys.add(object.key()));
        return keys;
    }
}
