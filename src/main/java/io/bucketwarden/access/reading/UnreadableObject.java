package io.bucketwarden.access.reading;

import java.io.IOException;

/** An object is there and cannot be read, however often it is tried, unless somebody does something about this very object. */
public final class UnreadableObject extends IOException {

    private static final long serialVersionUID = 1L;

    public UnreadableObject(String why, Throwable cause) {
        super(why, cause);
    }
}
