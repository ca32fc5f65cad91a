package io.bucketwarden.iam;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a property for many seeds, and names the seed that broke it. */
final class Seeds {

    private Seeds() {}

    static void each(int count, Consumer<Random> property) {
        for (long seed = 0; seed < count; seed++) {
            try {
                property.accept(new Random(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("the property does not hold for seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
