/** The status page: what the operator knows, for whoever may list the policies. It reads a snapshot and writes nothing. */
@NullMarked
package io.bucketwarden.page;

import org.jspecify.annotations.NullMarked;
