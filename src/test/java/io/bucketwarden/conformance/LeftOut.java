package io.bucketwarden.conformance;

/** A scenario that cannot be played here, and why. */
final class LeftOut extends RuntimeException {

    private static final long serialVersionUID = 1;

    LeftOut(String message) {
        super(message);
    }
}
