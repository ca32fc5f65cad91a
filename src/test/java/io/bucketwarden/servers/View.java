package io.bucketwarden.servers;

/**
 * How a page is looked at.
 *
 * @param width in pixels
 * @param dark whether the reader prefers dark pages
 */
public record View(int width, boolean dark) {

    public static final View DESKTOP = new View(1280, false);
    public static final View DARK = new View(1280, true);
    public static final View NARROW = new View(360, false);
}
