package io.bucketwarden.events;

/** A message lacks what it must have, or has something else in its place. */
final class MalformedMessage extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedMessage(String why) {
        super(why);
    }
}
