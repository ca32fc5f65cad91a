/** The command line: wiring only. */
@NullMarked
package io.bucketwarden;

import org.jspecify.annotations.NullMarked;
