package io.bucketwarden;

import java.lang.reflect.AnnotatedElement;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

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
        Main.commandLine().getSubcommands().get("run").getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(option -> text.append(row(option)));
        return text.toString();
    }

    private static String row(OptionSpec option) {
        var declared = ((AnnotatedElement) option.userObject()).getAnnotation(Option.class);
        var parts = declared.defaultValue().replace("}", "").split(":-", 2);
        return "| `%s` | `%s` | %s | %s |%n"
                .formatted(
                        option.longestName(),
                        Flags.variable(option).orElseThrow(),
                        parts.length == 2 ? "`" + parts[1] + "`" : "",
                        String.join(" ", option.description()));
    }
}
