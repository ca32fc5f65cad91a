package io.bucketwarden.operator;

import io.bucketwarden.operator.Transition.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The transitions of a policy's buckets until they are told; of each kind the first few, and how many more. */
final class Transitions {

    static final int TOLD = 10;

    private static final class Told {
        private final List<Transition> first = new ArrayList<>();
        private int more;
    }

    private final Map<Kind, Told> byKind = new EnumMap<>(Kind.class);

    void add(List<Transition> transitions) {
        for (var transition : transitions) {
            var told = byKind.computeIfAbsent(transition.kind(), kind -> new Told());
            if (told.first.size() < TOLD) {
                told.first.add(transition);
            } else {
                told.more++;
            }
        }
    }

    /** Those since this was last asked. */
    List<Transition> take() {
        var transitions = new ArrayList<Transition>();
        byKind.forEach((kind, told) -> {
            transitions.addAll(told.first);
            if (told.more > 0) {
                transitions.add(new Transition(kind, "And " + told.more + " more; the metrics count all of them."));
            }
        });
        byKind.clear();
        return transitions;
    }
}
