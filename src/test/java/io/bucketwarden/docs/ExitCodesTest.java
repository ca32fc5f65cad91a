package io.bucketwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation says of exit codes is what commands declare. */
class ExitCodesTest {

    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\|");

    /** That of {@code run} is generated, into settings.md. */
    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream().filter(name -> !name.equals("run"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void each_command_has_one_table_of_all_its_exit_codes(String command) throws IOException {
        var declared = Main.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .usageMessage()
                .exitCodeList()
                .keySet();

        assertThat(tables(command)).containsExactly(List.copyOf(declared));
    }

    private static List<List<String>> tables(String command) throws IOException {
        var tables = new ArrayList<List<String>>();
        try (var files = Files.list(Path.of("docs"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".md")).toList()) {
                var lines = Files.readAllLines(file);
                var head = lines.indexOf("| exit code of `" + command + "` | |");
                if (head >= 0) {
                    tables.add(lines.stream()
                            .skip(head + 2)
                            .map(ROW::matcher)
                            .takeWhile(row -> row.lookingAt())
                            .map(row -> row.group(1))
                            .toList());
                }
            }
        }
        return tables;
    }
}
