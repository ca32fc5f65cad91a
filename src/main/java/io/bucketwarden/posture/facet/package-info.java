/** One file per facet, and the ordered list of all of them. Facets never know each other. */
@NullMarked
package io.bucketwarden.posture.facet;

import org.jspecify.annotations.NullMarked;
