package io.bucketwarden.events;

/** What a message of the queue turned out to be. */
public sealed interface Parsed {

    /** Somebody changed the configuration of S3, or tried to. */
    record Changed(ChangeEvent event) implements Parsed {}

    /**
     * Well-formed, but nothing that tells of a change, so a rule that sends it is wider than it has to be.
     *
     * @param why for people, without a word of the message
     */
    record Other(String why) implements Parsed {}

    /**
     * Not to be understood, now or later.
     *
     * @param why for people, without a word of the message
     */
    record Poison(String why) implements Parsed {}
}
