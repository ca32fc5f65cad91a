package io.bucketwarden.operator.status;

import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.Problem;
import java.util.List;

/** What was found in one bucket, or in a few of a fleet. */
public final class SomeLooks {

    private SomeLooks() {}

    public static Looks ofOne(List<Finding> findings, int failures) {
        return new Looks(List.of(new Look("", findings, null, failures)), List.of(), 1, 0, false);
    }

    /** Of a fleet that was looked at in full. */
    public static Looks ofFleet(Look... looks) {
        return new Looks(List.of(looks), List.of(), looks.length, 0, true);
    }

    public static Look found(String bucket, Finding... findings) {
        return new Look(bucket, List.of(findings), null, 0);
    }

    public static Look unreachable(String bucket, Reason reason, String why) {
        return new Look(bucket, List.of(), new Problem(reason, why), 1);
    }

    public static Finding finding(String facet, FacetState state, Reason reason, String message) {
        return new Finding(facet, state, reason, List.of(), message);
    }
}
