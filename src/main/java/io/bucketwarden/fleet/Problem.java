package io.bucketwarden.fleet;

import io.bucketwarden.api.Reason;

/** Why something cannot be done or told, for people and as a reason of the contract. */
public record Problem(Reason reason, String message) {}
