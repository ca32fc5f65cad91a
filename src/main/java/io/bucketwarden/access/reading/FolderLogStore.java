package io.bucketwarden.access.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Files below a folder, by their path in it with {@code /} between its parts. Symbolic links are not followed. */
public final class FolderLogStore implements LogStore {

    private record Entry(String key, Path path, BasicFileAttributes attributes) {}

    private final Path folder;

    /** @throws IOException when it is no folder */
    public FolderLogStore(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        if (!Files.isDirectory(this.folder)) {
            throw new java.nio.file.NotDirectoryException(folder.toString());
        }
    }

    @Override
    public Iterator<LogObject> list(String prefix, String startAfter) {
        return new Listing(prefix, startAfter);
    }

    /** In the order of the keys; in memory are only the folders on the way to the next file, each with what it holds. */
    private final class Listing implements Iterator<LogObject> {

        private final String prefix;
        private final String startAfter;
        private final Deque<Entry> ahead = new ArrayDeque<>();

        Listing(String prefix, String startAfter) {
            this.prefix = prefix;
            this.startAfter = startAfter;
            unfold(folder, "");
        }

        @Override
        public boolean hasNext() {
            while (!ahead.isEmpty() && ahead.getFirst().attributes().isDirectory()) {
                var inner = ahead.removeFirst();
                unfold(inner.path(), inner.key());
            }
            return !ahead.isEmpty();
        }

        @Override
        public LogObject next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var file = ahead.removeFirst();
            var attributes = file.attributes();
            return new LogObject(
                    file.key(), attributes.size(), attributes.lastModifiedTime().toInstant());
        }

        private void unfold(Path inner, String start) {
            children(inner, start).stream()
                    .filter(this::isWanted)
                    .sorted(Comparator.comparing(Entry::key).reversed())
                    .forEach(ahead::addFirst);
        }

        private boolean isWanted(Entry entry) {
            var key = entry.key();
            return entry.attributes().isDirectory()
                    ? (key.startsWith(prefix) || prefix.startsWith(key))
                            && (startAfter.startsWith(key) || key.compareTo(startAfter) > 0)
                    : entry.attributes().isRegularFile() && key.startsWith(prefix) && key.compareTo(startAfter) > 0;
        }
    }

    private static List<Entry> children(Path folder, String start) {
        try (var names = Files.list(folder)) {
            return names.flatMap(path -> entry(path, start).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of a folder ends with a slash. */
    private static Optional<Entry> entry(Path path, String start) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            var key = start + path.getFileName() + (attributes.isDirectory() ? "/" : "");
            return Optional.of(new Entry(key, path, attributes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(LogObject object) throws IOException {
        var file = folder.resolve(object.key()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException(object.key() + " is not below " + folder);
        }
        try {
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw (GoneException) new GoneException(object.key()).initCause(e);
        }
    }
}
