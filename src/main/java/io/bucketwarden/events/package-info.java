/** What CloudTrail tells of changes to buckets, as it comes through a queue. It is never believed, only looked after. */
@NullMarked
package io.bucketwarden.events;

import org.jspecify.annotations.NullMarked;
