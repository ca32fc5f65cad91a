package io.bucketwarden.access.reading;

/**
 * The most that one look gives to read.
 *
 * @param objects at least 1
 * @param bytes as they are stored; one object is given however large it is
 */
public record Limits(int objects, long bytes) {

    public Limits {
        if (objects < 1 || bytes < 0) {
            throw new IllegalArgumentException("at least one object, not " + objects + " of " + bytes + " bytes");
        }
    }
}
