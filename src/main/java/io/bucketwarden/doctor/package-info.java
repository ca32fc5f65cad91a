/** Whether changes of buckets can reach the operator: the installation in AWS, looked at without a write. */
@NullMarked
package io.bucketwarden.doctor;

import org.jspecify.annotations.NullMarked;
