package io.bucketwarden.operator;

import java.time.Duration;

/**
 * When to look at a bucket again.
 *
 * @param prompt whether it goes before those that are merely due
 * @param whole whether it reads the whole bucket, and not only what has changed
 */
record Next(Duration delay, boolean prompt, boolean whole) {}
