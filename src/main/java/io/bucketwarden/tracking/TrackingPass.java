package io.bucketwarden.tracking;

/** placeholder until the parts are there */
final class TrackingPass {

    /** How a pass ended. */
    enum End {
        /** All that is there was read. */
        DONE,
        /** There is more to read. */
        MORE
    }

    private TrackingPass() {}
}
