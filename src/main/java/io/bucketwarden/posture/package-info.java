/** The core: what a facet is, what one look at a bucket finds, and the plan that follows from it. */
@NullMarked
package io.bucketwarden.posture;

import org.jspecify.annotations.NullMarked;
