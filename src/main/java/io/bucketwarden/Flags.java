package io.bucketwarden;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What the flags have in common: an environment variable beside each, and messages that name both. */
final class Flags {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:(\\w+)");

    private Flags() {}

    /** The environment variable of a flag. */
    static Optional<String> variable(ArgSpec flag) {
        // The model has the variables filled in already; the annotation still names them.
        if (!(flag.userObject() instanceof AnnotatedElement element) || !element.isAnnotationPresent(Option.class)) {
            return Optional.empty();
        }
        var name = VARIABLE.matcher(element.getAnnotation(Option.class).defaultValue());
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** The value, if it is within the bounds, both included. */
    static int within(CommandSpec command, String flag, int value, int least, int most) {
        if (value < least || value > most) {
            throw invalid(command, flag, "must be " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    static ParameterException invalid(CommandSpec command, String flag, String problem) {
        var option = command.findOption(flag);
        var variable = Optional.ofNullable(option).flatMap(Flags::variable);
        return new ParameterException(
                command.commandLine(),
                flag + variable.map(name -> " (" + name + ")").orElse("") + " " + problem);
    }
}
