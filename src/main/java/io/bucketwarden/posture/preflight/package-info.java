/** What a policy document would do to everybody who works with a bucket, judged before it is written. Pure. */
@NullMarked
package io.bucketwarden.posture.preflight;

import org.jspecify.annotations.NullMarked;
