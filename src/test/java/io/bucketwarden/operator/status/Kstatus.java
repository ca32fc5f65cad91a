package io.bucketwarden.operator.status;

import io.bucketwarden.api.Condition;
import java.util.List;

/** How Helm, Flux and kpt read conditions. */
public final class Kstatus {

    private Kstatus() {}

    public static String of(List<Condition> conditions) {
        if (isTrue(conditions, Condition.Type.Reconciling)) {
            return "InProgress";
        }
        if (isTrue(conditions, Condition.Type.Stalled)) {
            return "Failed";
        }
        return isTrue(conditions, Condition.Type.Ready) ? "Current" : "InProgress";
    }

    private static boolean isTrue(List<Condition> conditions, Condition.Type type) {
        return conditions.stream().anyMatch(c -> c.type() == type && c.isTrue());
    }
}
