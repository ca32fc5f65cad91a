/** What a bucket was like before the operator first wrote it, and what puts that back. */
@NullMarked
package io.bucketwarden.posture.undo;

import org.jspecify.annotations.NullMarked;
