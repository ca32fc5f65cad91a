package io.bucketwarden.command;

import io.bucketwarden.Main;
import java.util.Set;
import java.util.TreeSet;

/** The names of commands and flags, for those who look whether documents name the right ones. */
public final class CommandLineNames {

    private CommandLineNames() {}

    public static Set<String> subcommands() {
        return Main.commandLine().getSubcommands().keySet();
    }

    /** Flags of one command. */
    public static Set<String> flags(String subcommand) {
        return Main.commandLine()
                .getSubcommands()
                .get(subcommand)
                .getCommandSpec()
                .optionsMap()
                .keySet();
    }

    /** Flags of any command. */
    public static Set<String> flags() {
        var all = new TreeSet<String>();
        subcommands().forEach(command -> all.addAll(flags(command)));
        return all;
    }
}
