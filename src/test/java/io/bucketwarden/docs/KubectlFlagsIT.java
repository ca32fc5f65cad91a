package io.bucketwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.docs.Commands.Shown;
import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each kubectl that the documentation shows has the flags that it is shown with. */
class KubectlFlagsIT {

    private static final Pattern FLAG = Pattern.compile("^ *(?:(-[A-Za-z]), )?(--[a-z-]+)", Pattern.MULTILINE);
    private static final Set<String> NAMESPACE = Set.of("-n", "--namespace");

    private final Map<List<String>, Set<String>> known = new HashMap<>();

    @Test
    void every_flag_is_one_of_its_command() {
        var shown = Markdown.all().stream()
                .filter(page -> !page.path().endsWith("CHANGELOG.md"))
                .flatMap(page -> Commands.of(page).stream())
                .filter(it -> it.program().equals("kubectl"))
                .toList();

        assertThat(shown).hasSizeGreaterThan(10);
        assertThat(shown.stream().flatMap(it -> wrong(it).stream())).isEmpty();
    }

    @Test
    void a_flag_that_there_is_not_is_found() {
        var page =
                Markdown.of(java.nio.file.Path.of("docs/x.md"), "`kubectl -n storage rollout status x --no-such -w`");

        assertThat(Commands.of(page).stream().flatMap(it -> wrong(it).stream()))
                .containsExactly(
                        "docs/x.md:1: kubectl -n storage rollout status x --no-such -w - kubectl rollout status"
                                + " has no flag --no-such");
    }

    private List<String> wrong(Shown shown) {
        var verb = verb(shown.words());
        var flags = known.computeIfAbsent(verb, KubectlFlagsIT::flags);
        return shown.flags().stream()
                .filter(flag -> !flags.contains(flag))
                .map(flag -> shown.where() + " - kubectl " + String.join(" ", verb) + " has no flag " + flag)
                .toList();
    }

    /** The first two words that are neither a flag nor a namespace; of the second one kubectl sees itself what it is. */
    private static List<String> verb(List<String> words) {
        var verb = new ArrayList<String>();
        for (var n = 1; n < words.size() && verb.size() < 2; n++) {
            if (NAMESPACE.contains(words.get(n))) {
                n++;
            } else if (!words.get(n).matches("[a-z-]+") || words.get(n).startsWith("-")) {
                if (!verb.isEmpty()) {
                    break;
                }
            } else {
                verb.add(words.get(n));
            }
        }
        return List.copyOf(verb);
    }

    private static Set<String> flags(List<String> verb) {
        var help = new ArrayList<>(verb);
        help.add("--help");
        var flags = new TreeSet<>(Set.of("-h", "--help"));
        for (var text : List.of(said(help), said(List.of("options")))) {
            FLAG.matcher(text).results().forEach(it -> {
                flags.add(it.group(2));
                if (it.group(1) != null) {
                    flags.add(it.group(1));
                }
            });
        }
        return flags;
    }

    private static String said(List<String> arguments) {
        var command = new ArrayList<>(List.of(TestCluster.kubectl().toString()));
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
