/** The Kubernetes side: the reconciler, the status it reports, conditions and events. Never touches AWS itself. */
@NullMarked
package io.bucketwarden.operator;

import org.jspecify.annotations.NullMarked;
