/** What buckets were before the first write, kept where it outlives the process. */
@NullMarked
package io.bucketwarden.operator.records;

import org.jspecify.annotations.NullMarked;
