package io.bucketwarden.access.reading;

import java.io.IOException;

/** An object was listed, and was deleted before it was read. */
public final class GoneException extends IOException {

    private static final long serialVersionUID = 1L;

    public GoneException(String key) {
        super(key + " is not there any more");
    }
}
