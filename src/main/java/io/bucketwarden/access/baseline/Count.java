package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.Accessor;
import org.jspecify.annotations.Nullable;

/** What one log object tells of one accessor. */
final class Count {

    /** Later than any: it did not happen. */
    static final long NEVER = Long.MAX_VALUE;

    final Accessor accessor;
    final boolean service;
    final boolean foreign;

    long first = NEVER;
    long last;
    long requests;
    long errors;
    long reads;
    long writes;
    long deletes;
    long lists;
    /** The first request that showed that it has permission. */
    long letIn = NEVER;
    /** The first that S3 did although it came from outside. */
    long outsideNetworks = NEVER;

    long outsideAccounts = NEVER;

    @Nullable
    Hours hours;

    Count(Accessor accessor, Declared declared) {
        this.accessor = accessor;
        service = Declared.isService(accessor.principal());
        foreign = declared.isOutsideAccounts(accessor.principal());
    }

    void add(Access access) {
        var second = access.second();
        first = Math.min(first, second);
        last = Math.max(last, second);
        requests++;
        errors += access.status() >= 400 ? 1 : 0;
        switch (access.operation().kind()) {
            case READ -> reads++;
            case WRITE -> writes++;
            case DELETE -> deletes++;
            case LIST -> lists++;
            case OTHER -> {}
        }
    }
}
