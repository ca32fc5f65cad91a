package io.bucketwarden.access.baseline;

import java.util.Arrays;

/** What one principal did in each hour, by the time of the requests; of many hours the latest. */
final class Hours {

    static final long SECONDS = 3_600;

    private static final int MAX = 24;

    private final String principal;
    private long[] hours = new long[1];
    private long[] reads = new long[1];
    private long[] deletes = new long[1];
    private int count;
    private int current;

    Hours(String principal) {
        this.principal = principal;
    }

    String principal() {
        return principal;
    }

    void add(long second, boolean deleted) {
        var hour = Math.floorDiv(second, SECONDS);
        if (current >= count || hours[current] != hour) {
            current = find(hour);
        }
        if (current < 0) {
            current = 0;
            return;
        }
        if (deleted) {
            deletes[current]++;
        } else {
            reads[current]++;
        }
    }

    /** Takes one hour after the other, as hours since 1970-01-01 UTC. */
    interface Each {
        void accept(long hour, long reads, long deletes);
    }

    void each(Each each) {
        for (int i = 0; i < count; i++) {
            each.accept(hours[i], reads[i], deletes[i]);
        }
    }

    /** Its place; negative when it is earlier than all of those that have room. */
    private int find(long hour) {
        var earliest = 0;
        for (int i = 0; i < count; i++) {
            if (hours[i] == hour) {
                return i;
            }
            earliest = hours[i] < hours[earliest] ? i : earliest;
        }
        var place = count;
        if (count == MAX) {
            if (hour < hours[earliest]) {
                return -1;
            }
            place = earliest;
        } else {
            if (count == hours.length) {
                hours = Arrays.copyOf(hours, count * 2);
                reads = Arrays.copyOf(reads, count * 2);
                deletes = Arrays.copyOf(deletes, count * 2);
            }
            count++;
        }
        hours[place] = hour;
        reads[place] = 0;
        deletes[place] = 0;
        return place;
    }
}
