/** Reads who uses the buckets of policies that ask for it, and keeps it where people and dashboards see it. */
@NullMarked
package io.bucketwarden.tracking;

import org.jspecify.annotations.NullMarked;
