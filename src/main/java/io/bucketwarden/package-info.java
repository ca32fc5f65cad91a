/** The entry: which commands there are, and how a wrong flag is told. */
@NullMarked
package io.bucketwarden;

import org.jspecify.annotations.NullMarked;
