package io.bucketwarden.command;

import io.bucketwarden.Main;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The flags of {@code bucketwarden run}, with their environment variables, as documentation. */
public final class SettingsTable {

    private SettingsTable() {}

    public static String render() {
        var text = new StringBuilder("""
                # Settings of `bucketwarden run`

                Generated from the code by `make generate`. A flag wins over its environment variable.

                | flag | environment variable | default | meaning |
                | --- | --- | --- | --- |
                """);
        var run = run();
        options(run).forEach(option -> text.append(row(option)));
        text.append("""

                ## Exit codes

                | code | meaning |
                | --- | --- |
                """);
        run.usageMessage()
                .exitCodeList()
                .forEach((code, meaning) -> text.append("| %s | %s |%n".formatted(code, meaning)));
        return text.toString();
    }

    /** By environment variable, what holds when it is not given; empty when nothing does. */
    public static Map<String, String> defaults() {
        return options(run())
                .map(Flag::new)
                .collect(Collectors.toMap(
                        flag -> flag.variable().orElseThrow(),
                        flag -> fallback(flag.declaredDefault()).replace("`", "")));
    }

    private static CommandSpec run() {
        return Main.commandLine().getSubcommands().get("run").getCommandSpec();
    }

    private static Stream<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(option -> !option.usageHelp() && !option.versionHelp());
    }

    private static String row(OptionSpec option) {
        var flag = new Flag(option);
        return "| `%s` | `%s` | %s | %s |%n"
                .formatted(
                        option.longestName(),
                        flag.variable().orElseThrow(),
                        fallback(flag.declaredDefault()),
                        String.join(" ", option.description()));
    }

    /** What holds when neither flag nor variable is given; empty when nothing does. */
    private static String fallback(String declared) {
        var separator = declared.indexOf(":-");
        return separator < 0 ? "" : "`" + declared.substring(separator + 2, declared.length() - 1) + "`";
    }
}
