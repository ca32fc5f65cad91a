package io.bucketwarden.command;

/** A command cannot begin, for a reason that people can do something about. */
public final class NothingBegun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NothingBegun(String why) {
        super(why);
    }
}
