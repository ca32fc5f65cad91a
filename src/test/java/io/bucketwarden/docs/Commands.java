package io.bucketwarden.docs;

import io.bucketwarden.docs.Markdown.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands that pages show, each as its words: of blocks of shell, and spans that begin like one. */
public final class Commands {

    /** A command and where it is. */
    public record Shown(Found where, List<String> words) {

        public String program() {
            return words.getFirst();
        }

        /** Words that begin with a dash, without their values. */
        public List<String> flags() {
            return words.stream()
                    .skip(1)
                    .takeWhile(word -> !word.equals("--"))
                    .filter(word -> word.matches("--?[A-Za-z].*"))
                    .map(word -> word.replaceFirst("=.*", ""))
                    .toList();
        }
    }

    private static final Set<String> KNOWN = Set.of("bucketwarden", "make", "kubectl", "helm");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\$\\([^)]*\\)|[^\\s'\"]+");
    private static final Pattern JAR = Pattern.compile("java( \\S+)* -jar target/bucketwarden\\.jar");

    private Commands() {}

    /** All of a page. */
    public static List<Shown> of(Markdown page) {
        return Stream.concat(page.shell().stream(), page.spans().stream())
                .flatMap(found -> of(found).stream())
                .toList();
    }

    /** Those of one line; one behind another, as after && and ;, counts as well. */
    public static List<Shown> of(Found found) {
        var shown = new ArrayList<Shown>();
        var line = found.text().replaceFirst("^\\$ ", "").replaceFirst(" # .*", "");
        for (var part : line.split("&&|;|\\|(?!\\|)|<<|>")) {
            var command = JAR.matcher(part.strip()).replaceFirst("bucketwarden");
            var words = new ArrayList<>(
                    WORD.matcher(command).results().map(it -> it.group()).toList());
            while (!words.isEmpty() && words.getFirst().matches("[A-Z_]+=.*")) {
                words.removeFirst();
            }
            if (!words.isEmpty() && KNOWN.contains(words.getFirst())) {
                shown.add(new Shown(found, List.copyOf(words)));
            }
        }
        return shown;
    }
}
