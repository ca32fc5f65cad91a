package io.bucketwarden.conformance;

/** The store, or what is made of it, is not as expected. */
final class Differs extends RuntimeException {

    private static final long serialVersionUID = 1;

    Differs(String message) {
        super(message);
    }
}
