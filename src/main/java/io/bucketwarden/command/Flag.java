package io.bucketwarden.command;

import java.lang.reflect.AnnotatedElement;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A flag, named to people together with the environment variable that may have set it. */
public record Flag(OptionSpec option) {

    private static final String FROM = "${env:";

    public static Flag of(@Nullable CommandSpec command, String name) {
        return new Flag(Objects.requireNonNull(command).findOption(name));
    }

    /** The environment variable of the flag. */
    public Optional<String> variable() {
        var declared = declaredDefault();
        return declared.startsWith(FROM)
                ? Optional.of(declared.substring(FROM.length()).replaceAll("(:-.*)?}$", ""))
                : Optional.empty();
    }

    public int within(int least, int most, int value) {
        if (value < least || value > most) {
            throw refuse(value + " is out of range; write " + least + " to " + most);
        }
        return value;
    }

    public ParameterException refuse(String why) {
        return new ParameterException(option.command().commandLine(), this + ": " + why);
    }

    @Override
    public String toString() {
        return option.longestName() + variable().map(v -> " (" + v + ")").orElse("");
    }

    // The model has the variables filled in already; the annotation still names them.
    public String declaredDefault() {
        return ((AnnotatedElement) option.userObject())
                .getAnnotation(Option.class)
                .defaultValue();
    }
}
