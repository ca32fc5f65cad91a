/** What is done to texts whatever they say: disarmed, shortened, hashed. Pure; imports nothing of ours. */
@NullMarked
package io.bucketwarden.text;

import org.jspecify.annotations.NullMarked;
