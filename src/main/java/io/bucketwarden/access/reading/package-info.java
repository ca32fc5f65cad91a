/** Which objects of a log are to be read, so that each is read once, those included that come late. Pure but for folders. */
@NullMarked
package io.bucketwarden.access.reading;

import org.jspecify.annotations.NullMarked;
