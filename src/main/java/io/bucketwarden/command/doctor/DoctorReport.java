package io.bucketwarden.command.doctor;

import io.bucketwarden.doctor.Diagnosis;
import io.bucketwarden.doctor.Diagnosis.State;
import java.util.List;
import java.util.stream.Stream;

/** What {@code doctor} found: of the caller, and of each queue. */
record DoctorReport(List<Diagnosis> caller, List<Queue> queues) {

    static final int FINE = 0;
    static final int PROBLEM = 2;
    static final int UNKNOWN = 3;

    record Queue(String queue, List<Diagnosis> checks) {}

    int exitCode() {
        if (has(State.PROBLEM)) {
            return PROBLEM;
        }
        return has(State.UNKNOWN) ? UNKNOWN : FINE;
    }

    long count(State state) {
        return all().stream().filter(it -> it.state() == state).count();
    }

    private boolean has(State state) {
        return count(state) > 0;
    }

    List<Diagnosis> all() {
        return Stream.concat(caller.stream(), queues.stream().flatMap(queue -> queue.checks().stream()))
                .toList();
    }
}
