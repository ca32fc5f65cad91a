package io.bucketwarden.operator;

import io.bucketwarden.events.ChangeEvent;
import io.bucketwarden.fleet.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A change of a policy document that we may have overwritten, and what a look found of it, through one role after the other. */
final class Suspect {

    /** Whether the loss was counted, which it is once, however many policies and owners of a bucket are asked. */
    static final class Known {
        private final AtomicBoolean counted = new AtomicBoolean();

        boolean isNew() {
            return !counted.getAndSet(true);
        }
    }

    /** What was found for those policies that use the same role. */
    record Found(List<Claim> claims, Undone undone) {
        Found {
            claims = List.copyOf(claims);
        }
    }

    private final ChangeEvent event;
    private final Known known;
    private final List<Found> found = new ArrayList<>();

    Suspect(ChangeEvent event, Known known) {
        this.event = event;
        this.known = known;
    }

    ChangeEvent event() {
        return event;
    }

    Known known() {
        return known;
    }

    void found(List<Claim> claims, Undone undone) {
        found.add(new Found(claims, undone));
    }

    /** What is to be told to whom: nothing if anybody saw that the change lasted. */
    List<Found> losses() {
        return found.stream().anyMatch(it -> it.undone().isNothing()) ? List.of() : List.copyOf(found);
    }
}
