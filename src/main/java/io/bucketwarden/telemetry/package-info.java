/** What others read of the running process: metrics, health and logs. */
@NullMarked
package io.bucketwarden.telemetry;

import org.jspecify.annotations.NullMarked;
