package io.bucketwarden.command.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/** The file into which a report goes: what was there stays until the new one is complete. Only its owner may read it. */
record ReportFile(Path path) {

    /** Why it cannot be written, as far as can be told before; empty when nothing speaks against it. */
    Optional<String> hindrance() {
        if (Files.isDirectory(path)) {
            return Optional.of("'" + path + "' is a directory; name a file in it");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return Optional.of("'" + path + "' is no regular file; write - for standard output");
        }
        return Files.isDirectory(folder(path))
                ? Optional.empty()
                : Optional.of("there is no folder '" + folder(path) + "'; make it, or name another");
    }

    void write(String text) throws IOException {
        // A link goes on to lead where it leads.
        var target = Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Files.exists(path) ? path.toRealPath() : path;
        var unfinished = Files.createTempFile(folder(target), ".bucketwarden-report-", ".html");
        try {
            Files.writeString(unfinished, text);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Path folder(Path path) {
        return Objects.requireNonNullElse(path.toAbsolutePath().getParent(), path);
    }
}
