/** What commands share: flags, the cluster, files that are given, and how things are printed. */
@NullMarked
package io.bucketwarden.command;

import org.jspecify.annotations.NullMarked;
