package io.bucketwarden.doctor;

import io.bucketwarden.aws.Accounts;
import io.bucketwarden.aws.QueueUrl;
import java.time.InstantSource;
import java.util.List;

/** Asks AWS about everything on the way from a change of a bucket to the operator. Nothing is written. */
public final class Doctor {

    private final Accounts accounts;
    private final InstantSource clock;

    public Doctor(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Who asks, and whether its clock is right; to be asked first. */
    public Patient patient() {
        try (var sts = accounts.sts()) {
            return new Patient(Identity.ask(sts, clock));
        }
    }

    /** Whoever the checks are made for. */
    public final class Patient {

        private final Identity identity;

        private Patient(Identity identity) {
            this.identity = identity;
        }

        public List<Diagnosis> diagnoses() {
            return identity.diagnoses();
        }

        /** Everything about one queue. */
        public List<Diagnosis> look(QueueUrl queue) {
            try (var sqs = accounts.queue(queue)) {
                return Checkup.of(queue, accounts, identity.account()).look(sqs);
            }
        }
    }
}
