/** Requests as data events of CloudTrail tell of them. Pure. */
@NullMarked
package io.bucketwarden.access.cloudtrail;

import org.jspecify.annotations.NullMarked;
