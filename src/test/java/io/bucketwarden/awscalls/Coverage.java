package io.bucketwarden.awscalls;

import io.bucketwarden.awscalls.RecordedCall.Need;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was called against what is allowed.
 *
 * @param allowed actions by the name of the policy
 */
record Coverage(Collection<RecordedCall> calls, Map<String, Set<String>> allowed, Operations operations) {

    /** Calls that the policy which has to does not allow, in words. */
    List<String> uncovered() {
        var problems = new TreeSet<String>();
        for (var call : calls) {
            var needed = operations.of(call);
            if (needed.isEmpty()) {
                problems.add(call.words() + " is not in operations.txt");
            } else {
                needed.get().stream()
                        .filter(action -> !isAllowed(call, action))
                        .forEach(action -> problems.add(call.words() + " needs " + action + ", which is not in "
                                + call.need().policy()));
            }
        }
        return new ArrayList<>(problems);
    }

    /** Permissions that no call needed, as policy and action. */
    Set<String> unused() {
        var unused = new TreeSet<String>();
        allowed.forEach((policy, actions) -> {
            var used = new HashSet<String>();
            calls.stream()
                    .filter(call -> isFor(call, policy))
                    .forEach(call -> used.addAll(operations.of(call).orElse(List.of())));
            actions.stream()
                    .filter(action -> !used.contains(action))
                    .forEach(action -> unused.add(policy + " " + action));
        });
        return unused;
    }

    /** A role that enforces looks as well. */
    private static boolean isFor(RecordedCall call, String policy) {
        return call.need() != Need.UNTOLD
                && (call.need().policy().equals(policy) || (policy.equals("enforce") && call.need() == Need.LOOK));
    }

    private boolean isAllowed(RecordedCall call, String action) {
        return call.need() == Need.UNTOLD
                ? allowed.values().stream().anyMatch(actions -> actions.contains(action))
                : allowed.getOrDefault(call.need().policy(), Set.of()).contains(action);
    }
}
