package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Operation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests of all kinds, by chance. */
final class SomeRequests {

    private static final int[] STATUS = {200, 200, 200, 206, 304, 404, 403, 401, 503, 301, 0};
    private static final String[] ADDRESSES = {"10.0.0.1", "10.1.2.3", "203.0.113.7", "2001:db8::1", ""};

    private SomeRequests() {}

    static List<Asks> of(Random random, int count, int principals, long from, long until) {
        var all = new ArrayList<Asks>();
        for (int i = 0; i < count; i++) {
            var principal = random.nextInt(12) == 0
                    ? Accessor.ANONYMOUS
                    : "arn:aws:iam::" + (random.nextInt(5) == 0 ? "222222222222" : "111111111111") + ":user/u"
                            + random.nextInt(principals);
            all.add(new Asks(
                    new Accessor(principal, "app" + random.nextInt(3), "net" + random.nextInt(3)),
                    random.nextLong(from, until),
                    ADDRESSES[random.nextInt(ADDRESSES.length)],
                    "",
                    random.nextInt(20) == 0 ? "other" : Asks.BUCKET,
                    Kind.values()[random.nextInt(Kind.values().length)],
                    STATUS[random.nextInt(STATUS.length)]));
        }
        return all;
    }
}
