package io.bucketwarden.command;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The flag that says how a result is printed: as text for people, or as data for programs. */
public final class Output {

    enum Format {
        text,
        json,
        yaml
    }

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json or yaml.")
    private Format format = Format.text;

    /** Prints it to standard output. */
    public <R> void print(R result, Function<R, String> text) {
        var out = Objects.requireNonNull(command).commandLine().getOut();
        var serialization = new KubernetesSerialization();
        out.print(
                switch (format) {
                    case text -> text.apply(result);
                    case json -> serialization.asJson(result) + "\n";
                    case yaml -> serialization.asYaml(result);
                });
        out.flush();
    }
}
