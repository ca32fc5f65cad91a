package io.bucketwarden.command;

import java.util.Arrays;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IOptionRenderer;
import picocli.CommandLine.Model.CommandSpec;

/** Help that names beside each flag the environment variable that can be set in its place. */
public final class VariablesHelp extends Help {

    public VariablesHelp(CommandSpec command, ColorScheme colors) {
        super(command, colors);
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        var plain = super.createDefaultOptionRenderer();
        return (option, label, colors) -> {
            var rows = plain.render(option, label, colors);
            return new Flag(option)
                    .variable()
                    .map(variable -> with(rows, colors.text("  Variable: " + variable), colors.text("")))
                    .orElse(rows);
        };
    }

    /** One row more, in the column of the descriptions. */
    private static Text[][] with(Text[][] rows, Text last, Text nothing) {
        var more = Arrays.copyOf(rows, rows.length + 1);
        var row = new Text[rows[0].length];
        Arrays.fill(row, nothing);
        row[row.length - 1] = last;
        more[rows.length] = row;
        return more;
    }
}
