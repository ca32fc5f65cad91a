package io.bucketwarden;

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
        var run = Main.commandLine().getSubcommands().get("run").getCommandSpec();
        run.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(option -> text.append(row(option)));
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
