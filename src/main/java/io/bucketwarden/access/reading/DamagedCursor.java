package io.bucketwarden.access.reading;

/**
 * What was kept of how far a log was read cannot be understood. To start over would count again what was counted, so whoever
 * meets this says so and leaves the decision to a person.
 */
public final class DamagedCursor extends Exception {

    private static final long serialVersionUID = 1L;

    DamagedCursor(String why) {
        super(why);
    }

    DamagedCursor(String why, Throwable cause) {
        super(why, cause);
    }
}
