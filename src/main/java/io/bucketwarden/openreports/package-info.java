/** What is found of buckets, as reports that readers of the whole cluster understand: OpenReports and PolicyReport. */
@NullMarked
package io.bucketwarden.openreports;

import org.jspecify.annotations.NullMarked;
