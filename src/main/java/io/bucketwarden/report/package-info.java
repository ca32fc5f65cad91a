/** The report: what is known of buckets as one HTML page. Pure, but for the style sheet that it takes along. */
@NullMarked
package io.bucketwarden.report;

import org.jspecify.annotations.NullMarked;
