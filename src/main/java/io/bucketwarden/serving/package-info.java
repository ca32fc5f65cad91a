/** Ports that strangers may reach. Imports nothing of ours. */
@NullMarked
package io.bucketwarden.serving;

import org.jspecify.annotations.NullMarked;
