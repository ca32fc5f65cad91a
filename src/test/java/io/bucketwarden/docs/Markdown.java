package io.bucketwarden.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: its links, its headings as links name them, and what it shows as code. */
public record Markdown(Path path, List<Line> lines) {

    /** @param block the language of the block of code that it is in, empty for none; null outside of blocks */
    record Line(int number, String text, String block) {}

    /** Something in a page, and where. */
    public record Found(Path page, int line, String text) {
        @Override
        public String toString() {
            return page + ":" + line + ": " + text;
        }
    }

    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?) *#*");
    private static final Pattern ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

    /** The pages at the top of the tree, and all of docs. */
    public static List<Markdown> all() {
        try (var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
                                    .map(Path::of),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .filter(Files::exists)
                    .map(Markdown::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Markdown read(Path path) {
        try {
            return of(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Markdown of(Path path, String text) {
        var lines = new ArrayList<Line>();
        String block = null;
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var stripped = line.strip();
            if (stripped.startsWith("```")) {
                block = block == null ? stripped.substring(3).strip() : null;
            } else {
                lines.add(new Line(number, line, block));
            }
        }
        return new Markdown(path, List.copyOf(lines));
    }

    /** The targets of links, as they are written. */
    public List<Found> links() {
        return lines.stream()
                .filter(line -> line.block() == null)
                .flatMap(line -> LINK.matcher(CODE.matcher(line.text()).replaceAll("`code`"))
                        .results()
                        .map(it -> found(line, it.group(1))))
                .toList();
    }

    /** What a link may have behind its #. */
    public Set<String> anchors() {
        var anchors = new LinkedHashSet<String>();
        for (var line : lines) {
            if (line.block() == null) {
                var heading = HEADING.matcher(line.text());
                if (heading.matches()) {
                    add(anchors, slug(heading.group(1)));
                }
                ANCHOR.matcher(line.text()).results().forEach(it -> anchors.add(it.group(1)));
            }
        }
        return anchors;
    }

    /** Spans of code between words. */
    public List<Found> spans() {
        return lines.stream()
                .filter(line -> line.block() == null)
                .flatMap(line -> CODE.matcher(line.text()).results().map(it -> found(line, it.group(1))))
                .toList();
    }

    /** Lines of blocks of shell, continued ones as one; a block without a language counts as shell. */
    public List<Found> shell() {
        var shell = new ArrayList<Found>();
        Found open = null;
        for (var line : lines) {
            if (line.block() == null
                    || !Set.of("", "sh", "bash", "shell", "console").contains(line.block())) {
                open = null;
                continue;
            }
            var text = line.text().strip();
            var whole = open == null ? text : open.text() + " " + text;
            var at = open == null ? line.number() : open.line();
            if (whole.endsWith("\\")) {
                open = new Found(
                        path, at, whole.substring(0, whole.length() - 1).strip());
            } else {
                shell.add(new Found(path, at, whole));
                open = null;
            }
        }
        return shell;
    }

    /** As GitHub makes it of a heading. */
    static String slug(String heading) {
        return heading.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static void add(Set<String> anchors, String slug) {
        var one = slug;
        for (var n = 1; !anchors.add(one); n++) {
            one = slug + "-" + n;
        }
    }

    private Found found(Line line, String text) {
        return new Found(path, line.number(), text);
    }
}
