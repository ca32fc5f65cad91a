package io.bucketwarden.access;

/** Why a part of a log could not be read. */
public enum Fault {
    /** It has not the form of a line or record. */
    NOT_A_RECORD,
    /** It ends too early. */
    TRUNCATED,
    /** It is longer than any that AWS writes. */
    TOO_LONG,
    /** It tells no time, or one that is none of S3. */
    BAD_TIME,
    /** The compressed or encoded content broke off or is damaged; what follows is lost. */
    DAMAGED
}
