package io.bucketwarden.generate;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.Reason;
import io.bucketwarden.operator.EventCatalogue;
import io.bucketwarden.operator.ReasonsInConditions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Conditions, reasons, events, and what to do about those that are not fine. */
final class ReasonDocs {

    /** Why the logs of a bucket are not read, as the condition Reading of an S3BucketAccess. */
    private static final Set<Reason> NOT_READING = EnumSet.of(
            Reason.AccessDenied,
            Reason.BucketNotFound,
            Reason.CheckFailed,
            Reason.LoggingOff,
            Reason.MemoryUnreadable,
            Reason.NotGranted,
            Reason.QueueUnreachable,
            Reason.WrongRegion);

    private static final Set<Reason> READING = EnumSet.of(Reason.CaughtUp, Reason.CatchingUp);

    private final StringBuilder text = new StringBuilder();

    private ReasonDocs() {}

    static String markdown() {
        var docs = new ReasonDocs();
        docs.line("""
                # Conditions, reasons and events

                Generated from the code by `make generate`. `Ready` says that the operator did its job, `Compliant` that the buckets match. These words are API: what matches on them
                goes on to work; new ones may come.
                """);
        docs.types();
        docs.reasons();
        docs.events();
        docs.troubles();
        return docs.text.toString();
    }

    private void types() {
        line("| condition | on | meaning |\n| --- | --- | --- |");
        for (var type : Condition.Type.values()) {
            line("| `" + type + "` | " + Meanings.where(type) + " | " + Meanings.of(type) + " |");
        }
    }

    private void reasons() {
        line("""

                ## Reasons

                *kstatus* is what Flux, Helm and kpt make of a policy in which nothing else is the matter: `Current` is done, `InProgress` is waited for,
                `Failed` ends a wait. An `S3BucketAccess` has no `Ready`, so nothing waits on it.

                | reason | meaning | seen as | kstatus |
                | --- | --- | --- | --- |""");
        for (var reason : sorted()) {
            var name = Trouble.of(reason).isPresent()
                    ? "[`" + reason + "`](#" + reason.name().toLowerCase(Locale.ROOT) + ")"
                    : "`" + reason + "`";
            var kstatus = ReasonsInConditions.kstatus(reason);
            line("| " + name + " | " + Meanings.of(reason) + " | " + String.join(", ", seen(reason)) + " | "
                    + (kstatus.isEmpty() ? "" : "`" + kstatus + "`") + " |");
        }
    }

    private static List<String> seen(Reason reason) {
        var seen = new ArrayList<>(ReasonsInConditions.of(reason));
        if (READING.contains(reason)) {
            seen.add(Condition.Type.Reading + "=True");
        }
        if (NOT_READING.contains(reason)) {
            seen.add(Condition.Type.Reading + "=False");
        }
        if (reason == Reason.TooManyAccessors) {
            seen.add(Condition.Type.Saturated + "=True");
        }
        return seen.stream().map(condition -> "`" + condition + "`").toList();
    }

    private void events() {
        line("""

                ## Events

                Written on transitions only, never for a state that merely lasts; of one kind at most ten at a time for a policy, and one that counts the rest.

                | event | type | of | written when |
                | --- | --- | --- | --- |""");
        EventCatalogue.all().stream()
                .sorted(Comparator.comparing(EventCatalogue.Entry::about)
                        .reversed()
                        .thenComparing(EventCatalogue.Entry::reason))
                .forEach(event -> line("| `" + event.reason() + "` | " + event.type() + " | `" + event.about() + "` | "
                        + event.when() + " |"));
    }

    private void troubles() {
        line("""

                ## What to do

                By reason. `NAME` and `NAMESPACE` are those of the policy; `bucketwarden` stands for `java -jar target/bucketwarden.jar`.""");
        for (var reason : sorted()) {
            Trouble.of(reason).ifPresent(trouble -> {
                line("\n### " + reason + "\n");
                line("**You see** " + String.join(", ", seen(reason)) + ": " + Meanings.of(reason) + ".\n");
                line("**Why** " + trouble.why() + "\n");
                line("**Look closer**\n\n```\n" + String.join("\n", trouble.look()) + "\n```\n");
                line("**Do** " + trouble.act());
            });
        }
    }

    private static List<Reason> sorted() {
        return Arrays.stream(Reason.values())
                .sorted(Comparator.comparing(Enum::name))
                .toList();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
