package io.bucketwarden;

/** A command cannot begin, for a reason that people can do something about. */
final class NothingBegun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NothingBegun(String why) {
        super(why);
    }
}
