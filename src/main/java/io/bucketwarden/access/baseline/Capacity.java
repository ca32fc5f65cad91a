package io.bucketwarden.access.baseline;

/**
 * How much is remembered beside the accessors that are listed, the same in memory as in the status. Networks are the
 * easiest to vary, so principals and applications have room of their own.
 */
final class Capacity {

    static final int PRINCIPALS = 4_000;
    static final int APPLICATIONS = 4_000;
    static final int ACCESSORS = 17_000;

    /** Hours of principals, and highest hours of principals. */
    static final int HOURS = 1_000;

    static final int PEAKS = 1_000;

    /** Accessors of one log object of which names and counts are kept, where no more are listed. */
    static final int EXACT_IN_TALLY = 1_000;

    private Capacity() {}

    /** Of that many, those that S3 has refused each time: they say what they like, and shall not use up room. */
    static int refused(int all) {
        return Math.max(1, all / 10);
    }

    /** Of that many, anonymous ones: of one bucket that is public there can be millions. */
    static int anonymous(int all) {
        return Math.max(1, all / 5);
    }
}
