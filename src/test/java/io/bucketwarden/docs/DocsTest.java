package io.bucketwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.Main;
import io.bucketwarden.docs.Commands.Shown;
import io.bucketwarden.docs.Markdown.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the documentation links to, types and names is there. */
class DocsTest {

    private static final List<Markdown> PAGES = Markdown.all();
    /** What is true now: not the history, which may name what has gone since. */
    private static final List<Markdown> PRESENT =
            PAGES.stream().filter(page -> !page.path().endsWith("CHANGELOG.md")).toList();

    private static final List<Shown> COMMANDS =
            PRESENT.stream().flatMap(page -> Commands.of(page).stream()).toList();
    private static final CommandLine BUCKETWARDEN = Main.commandLine();
    private static final Pattern OF_THE_TREE = Pattern.compile("(config|crds|docs|helm|src)/[A-Za-z0-9_./-]*");

    @Test
    void every_link_within_the_project_leads_somewhere() {
        var broken = new ArrayList<String>();
        for (var page : PAGES) {
            page.links().stream()
                    .filter(link -> !link.text().matches("[a-z]+:.*"))
                    .forEach(link -> problem(page, link.text()).ifPresent(why -> broken.add(link + " - " + why)));
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void every_page_at_the_top_is_among_them() throws IOException {
        try (var files = Files.list(Path.of(""))) {
            assertThat(PAGES)
                    .extracting(Markdown::path)
                    .containsAll(files.filter(file -> file.toString().endsWith(".md"))
                            .toList());
        }
    }

    @Test
    void every_path_of_the_tree_that_is_named_is_there() {
        var named = PRESENT.stream()
                .flatMap(page -> page.spans().stream())
                .filter(span -> OF_THE_TREE.matcher(span.text()).matches())
                .toList();

        assertThat(named).hasSizeGreaterThan(5);
        assertThat(named.stream().filter(span -> !Files.exists(Path.of(span.text()))))
                .as("there is no such file or folder in the tree")
                .isEmpty();
    }

    @Test
    void every_command_of_bucketwarden_is_one_with_flags_that_it_has() {
        var wrong = new ArrayList<String>();
        of("bucketwarden").forEach(shown -> wrong(shown).forEach(why -> wrong.add(shown.where() + " - " + why)));

        assertThat(of("bucketwarden")).hasSizeGreaterThan(20);
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_target_of_make_is_one_and_its_variables_are_known_to_it() throws IOException {
        var makefile = Files.readString(Path.of("Makefile"));
        var wrong = new ArrayList<String>();
        for (var shown : of("make")) {
            for (var word : shown.words().subList(1, shown.words().size())) {
                var name = word.replaceFirst("=.*", "");
                if (name.startsWith("-")) {
                    continue;
                }
                if (name.equals(word) && !makefile.contains("\n" + name + ":")) {
                    wrong.add(shown.where() + " - the Makefile has no target " + name);
                }
                if (!name.equals(word) && !makefile.contains(name)) {
                    wrong.add(shown.where() + " - the Makefile knows no variable " + name);
                }
            }
        }

        assertThat(of("make")).hasSizeGreaterThan(10);
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_file_of_the_tree_that_a_command_is_given_is_there_and_every_resource_is_ours() throws IOException {
        var resources = resources();
        var wrong = new ArrayList<String>();
        for (var shown : COMMANDS) {
            for (var word : shown.words()) {
                if (!shown.program().equals("helm")
                        && OF_THE_TREE.matcher(word).matches()
                        && !Files.exists(Path.of(word))) {
                    wrong.add(shown.where() + " - there is no " + word);
                }
                for (var resource : word.split("[,/]")) {
                    if (shown.program().equals("kubectl")
                            && resource.matches("s3b[a-z]*")
                            && !resources.contains(resource)) {
                        wrong.add(shown.where() + " - the CRDs know no " + resource + ", only " + resources);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void every_chart_that_helm_is_given_is_there_and_every_value_is_one_of_it() throws IOException {
        var file = Path.of("helm/bucketwarden/values.yaml");
        var values = new YAMLMapper().readTree(file.toFile());
        var wrong = new ArrayList<String>();
        for (var shown : of("helm")) {
            shown.words().stream()
                    .filter(word -> word.startsWith("helm/") && !Files.exists(Path.of(word)))
                    .forEach(word -> wrong.add(shown.where() + " - there is no " + word));
            for (var n = 1; n < shown.words().size() - 1; n++) {
                if (shown.words().get(n).matches("--set(-string|-json|-file)?")) {
                    var key = shown.words().get(n + 1).replaceFirst("=.*", "").replace("'", "");
                    if (!has(values, key)) {
                        wrong.add(shown.where() + " - the chart has no value " + key);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** Shells look for files where a word has one of these; zsh refuses the command when there is none. */
    @Test
    void every_address_that_curl_is_given_is_quoted_where_a_shell_would_look_for_files() {
        var bare = PRESENT.stream()
                .flatMap(page -> Stream.concat(page.shell().stream(), page.spans().stream()))
                .filter(shown -> shown.text().startsWith("curl "))
                .filter(shown ->
                        shown.text().replaceAll("'[^']*'|\"[^\"]*\"", "").matches(".*[?*&\\[].*"))
                .toList();

        assertThat(bare).isEmpty();
    }

    @Test
    void what_is_wrong_is_found() {
        var page = Markdown.of(Path.of("docs/x.md"), """
            # A `b`: c, and d
            See [one](no-such.md), [two](undo.md#no-such), [three](#a-b-c-and-d) and `[four](no.md)`.
            ```
            bucketwarden revert p --no-such --yes
            java -jar target/bucketwarden.jar no-such && kubectl get s3xx \\
              -n storage
            ```
            ```yaml
            make: no-such
            ```
            """);

        assertThat(page.links())
                .extracting(Found::text)
                .containsExactly("no-such.md", "undo.md#no-such", "#a-b-c-and-d");
        assertThat(page.links().stream().flatMap(link -> problem(page, link.text()).stream()))
                .containsExactly("there is no docs/no-such.md", "docs/undo.md has no heading for #no-such");
        var commands = Commands.of(page);
        assertThat(commands)
                .extracting(shown -> String.join(" ", shown.words()))
                .containsExactly(
                        "bucketwarden revert p --no-such --yes", "bucketwarden no-such", "kubectl get s3xx -n storage");
        assertThat(commands.stream()
                        .filter(it -> it.program().equals("bucketwarden"))
                        .flatMap(it -> wrong(it).stream()))
                .containsExactly("revert has no flag --no-such", "there is no command no-such");
    }

    private static java.util.Optional<String> problem(Markdown page, String link) {
        var parts = link.split("#", 2);
        var folder = page.path().toAbsolutePath().getParent();
        var target = parts[0].isEmpty()
                ? page.path().toAbsolutePath()
                : folder.resolve(parts[0]).normalize();
        var shown = Path.of("").toAbsolutePath().relativize(target);
        if (!parts[0].isEmpty() && !Files.exists(target)) {
            return java.util.Optional.of("there is no " + shown);
        }
        if (parts.length == 2 && target.toString().endsWith(".md")) {
            var anchors =
                    parts[0].isEmpty() ? page.anchors() : Markdown.read(target).anchors();
            if (!anchors.contains(parts[1])) {
                return java.util.Optional.of(shown + " has no heading for #" + parts[1]);
            }
        }
        return java.util.Optional.empty();
    }

    /** A word in capitals stands for one of the reader's. */
    private static List<String> wrong(Shown shown) {
        var command = BUCKETWARDEN;
        var wrong = new ArrayList<String>();
        if (shown.words().size() > 1
                && shown.words().get(1).matches("[a-z-]+")
                && !shown.words().get(1).startsWith("-")) {
            var name = shown.words().get(1);
            command = command.getSubcommands().get(name);
            if (command == null) {
                return List.of("there is no command " + name);
            }
        }
        for (var flag : shown.flags()) {
            if (!command.getCommandSpec().optionsMap().containsKey(flag)) {
                wrong.add(command.getCommandName() + " has no flag " + flag);
            }
        }
        return wrong;
    }

    private static List<Shown> of(String program) {
        return COMMANDS.stream()
                .filter(shown -> shown.program().equals(program))
                .toList();
    }

    private static Set<String> resources() throws IOException {
        var names = new TreeSet<String>();
        try (var crds = Files.list(Path.of("crds"))) {
            for (var file :
                    crds.filter(it -> it.toString().endsWith("-v1.yaml")).toList()) {
                var spec = new YAMLMapper().readTree(file.toFile()).path("spec").path("names");
                names.add(spec.path("plural").asText());
                names.add(spec.path("singular").asText());
                spec.path("shortNames").forEach(it -> names.add(it.asText()));
            }
        }
        return names;
    }

    private static boolean has(JsonNode values, String key) {
        var node = values;
        for (var name : key.split("\\.")) {
            // An open map, such as annotations, and a list take what one likes.
            if (node.isArray() || (node.isObject() && node.isEmpty())) {
                return true;
            }
            node = node.path(name.replaceFirst("\\[.*", ""));
        }
        return !node.isMissingNode();
    }
}
