package io.bucketwarden.fleet;

import io.bucketwarden.api.Reason;

/** Why something cannot be done or told, for people and as a reason of the contract. */
public record Problem(Reason reason, String message) {

    /** A policy declares another region than the one in which its bucket is. */
    public static Problem wrongRegion(String found, String declared) {
        return new Problem(
                Reason.WrongRegion,
                "The bucket is in " + found + " and not in " + declared
                        + ": correct spec.region, or leave it out to have it found.");
    }
}
