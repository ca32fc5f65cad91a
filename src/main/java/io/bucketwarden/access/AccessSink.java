package io.bucketwarden.access;

/** Takes what a log tells, request by request. Not to be used by several threads at once. */
public interface AccessSink {

    void accept(Access access);

    /** Something in the log could not be read; it is counted and never taken for nothing. */
    void unreadable(Fault fault);
}
