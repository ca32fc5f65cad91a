package io.bucketwarden.api;

/** Whether drift is only reported or also closed. */
public enum Mode {
    /** Read and report; nothing is ever written to S3. */
    Audit,
    /** Close every difference that can be closed, and prove that it is closed. */
    Enforce
}
