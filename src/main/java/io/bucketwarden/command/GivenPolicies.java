package io.bucketwarden.command;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.operator.rules.Acceptance;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The policies of a file that a command is given, if all of them can be acted upon. */
public final class GivenPolicies {

    private GivenPolicies() {}

    /**
     * Reads them, of one file or of several, and tells of what else is there.
     *
     * @throws ParameterException when a file cannot be used, or a policy in it
     */
    public static List<S3BucketPolicy> read(List<Path> files, CommandLine command) {
        var read = file(files, command);
        tellOthers(read.others(), files, command);
        return read.policies();
    }

    /**
     * The same with what else is in the file.
     *
     * @throws ParameterException when a file cannot be used, or a policy in it
     */
    public static PolicyFile file(List<Path> files, CommandLine command) {
        PolicyFile read;
        try {
            read = PolicyFile.read(files);
        } catch (PolicyFile.Unusable e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()));
        }
        var problems = read.policies().stream()
                .flatMap(policy ->
                        problem(policy).stream().map(problem -> names(files) + ", " + name(policy) + ": " + problem))
                .toList();
        if (!problems.isEmpty()) {
            throw new ParameterException(command, String.join("\n", problems));
        }
        return read;
    }

    public static void tellOthers(int others, List<Path> files, CommandLine command) {
        if (others > 0) {
            command.getErr().println(others + " of other kinds in " + names(files) + " ignored");
            command.getErr().flush();
        }
    }

    /** The files as they were named. */
    public static String names(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private static Optional<String> problem(S3BucketPolicy policy) {
        return Acceptance.problem(policy.getSpec()).map(Acceptance::message);
    }

    public static String name(S3BucketPolicy policy) {
        var name = policy.getMetadata() == null ? null : policy.getMetadata().getName();
        return name == null ? "a policy without a name" : name;
    }
}
