package io.bucketwarden.doctor;

import java.util.Optional;

/**
 * A rule of the default event bus that sends to the queue.
 *
 * @param undelivered ARN of the queue for what could not be delivered; empty where there is none
 * @param known whether it could be asked where it sends to
 */
record BusRule(String name, String arn, Optional<String> undelivered, boolean known, Diagnosis diagnosis) {}
