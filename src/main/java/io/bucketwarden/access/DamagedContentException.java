package io.bucketwarden.access;

import java.io.IOException;

/** What was stored is not what it says it is; fetching it again changes nothing. */
public final class DamagedContentException extends IOException {

    private static final long serialVersionUID = 1L;

    public DamagedContentException(String message) {
        super(message);
    }
}
