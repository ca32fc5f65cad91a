/** Reaching AWS: clients by account and region, the request budget, retries, and what is remembered between passes. */
@NullMarked
package io.bucketwarden.aws;

import org.jspecify.annotations.NullMarked;
