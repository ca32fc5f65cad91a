/** Which specs can be acted upon, beyond what the schema sees. Pure. */
@NullMarked
package io.bucketwarden.operator.rules;

import org.jspecify.annotations.NullMarked;
