package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.text.Sha256;

/** Ids by which people acknowledge accessors: the same for the same accessor, whatever the bucket and the version. */
final class Ids {

    private static final int BYTES = 8;

    private Ids() {}

    /** 16 digits and letters a to f. */
    static String of(Accessor accessor) {
        // A name holds no such separator, since it is printable.
        var text = accessor.principal() + '\0' + accessor.application() + '\0' + accessor.network();
        return Sha256.hex(text, BYTES);
    }
}
