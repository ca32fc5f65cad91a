package io.bucketwarden.operator.changes;

import io.bucketwarden.events.ChangeEvent;
import java.time.Instant;

/** Events of people, as tests need them. */
public final class SomeChanges {

    private static final String ACCOUNT = "123456789012";

    private SomeChanges() {}

    /** By a user of this name; the id is made of all three. */
    public static ChangeEvent by(String user, String name, Instant time) {
        return new ChangeEvent(
                name + "-" + user + "-" + time,
                name,
                time,
                "eu-central-1",
                ACCOUNT,
                "acme-invoices",
                "request-" + time,
                new ChangeEvent.Actor(arn(user), null, "203.0.113.7", "aws-cli/2.31"),
                null,
                null);
    }

    public static String arn(String user) {
        return "arn:aws:iam::" + ACCOUNT + ":user/" + user;
    }
}
