/** What is heard of changes, whose they were, and since when a bucket was open. Pure. */
@NullMarked
package io.bucketwarden.operator.changes;

import org.jspecify.annotations.NullMarked;
