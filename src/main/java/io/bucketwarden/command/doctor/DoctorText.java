package io.bucketwarden.command.doctor;

import io.bucketwarden.command.Printable;
import io.bucketwarden.doctor.Diagnosis;
import io.bucketwarden.doctor.Diagnosis.State;
import java.util.List;

/** What {@code doctor} found, for people: a line for each check, and below it what to do. */
final class DoctorText {

    private static final int CHECK = 13;
    private static final int STATE = 7;

    private DoctorText() {}

    static String of(DoctorReport report) {
        var text = new StringBuilder();
        lines(text, report.caller());
        report.queues().forEach(queue -> {
            text.append('\n').append(Printable.of(queue.queue())).append('\n');
            lines(text, queue.checks());
        });
        return text.append("\n%d fine, %d with a problem, %d unknown\n"
                        .formatted(report.count(State.OK), report.count(State.PROBLEM), report.count(State.UNKNOWN)))
                .toString();
    }

    private static void lines(StringBuilder text, List<Diagnosis> checks) {
        for (var check : checks) {
            var line = pad(check.check(), CHECK) + pad(check.state().name(), STATE) + "  " + check.found();
            text.append(Printable.of(line).stripTrailing()).append('\n');
            if (!check.fix().isEmpty()) {
                text.repeat(' ', CHECK + STATE + 2)
                        .append("-> ")
                        .append(Printable.of(check.fix()))
                        .append('\n');
            }
        }
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
