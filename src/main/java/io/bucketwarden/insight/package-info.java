/** What the operator knows, for those who show it and need not know the operator. */
@NullMarked
package io.bucketwarden.insight;

import org.jspecify.annotations.NullMarked;
