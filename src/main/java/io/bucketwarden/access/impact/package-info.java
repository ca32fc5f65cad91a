/** What a restriction would have done to the requests that logs tell of. Pure. */
@NullMarked
package io.bucketwarden.access.impact;

import org.jspecify.annotations.NullMarked;
