package io.bucketwarden.command;

import io.bucketwarden.aws.QueueUrl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Flags that say where changes are heard of. */
public final class QueueOptions {

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--queue",
            paramLabel = "URL",
            split = ",",
            defaultValue = "${env:BUCKETWARDEN_QUEUES}",
            showDefaultValue = Visibility.NEVER,
            description =
                    "SQS queue through which changes of buckets are heard of; may be repeated, or several by commas.")
    private List<String> queues = new ArrayList<>();

    /** Each once; empty when none is given. */
    public List<QueueUrl> queues() {
        try {
            return queues == null
                    ? List.of()
                    : queues.stream().map(QueueUrl::of).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw Flag.of(command, "--queue").refuse(String.valueOf(e.getMessage()));
        }
    }
}
