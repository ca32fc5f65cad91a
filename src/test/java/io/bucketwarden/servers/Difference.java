package io.bucketwarden.servers;

import java.awt.image.BufferedImage;

/** How much of two pictures differs. */
public final class Difference {

    /** Of 255, by which a colour may be another one without being seen. */
    private static final int SEEN = 32;

    private Difference() {}

    /** The share of pixels that are seen to differ; all of them when one picture is larger. */
    public static double between(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return 1;
        }
        long differing = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (differ(one.getRGB(x, y), other.getRGB(x, y))) {
                    differing++;
                }
            }
        }
        return (double) differing / ((long) one.getWidth() * one.getHeight());
    }

    private static boolean differ(int one, int other) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)) > SEEN) {
                return true;
            }
        }
        return false;
    }
}
