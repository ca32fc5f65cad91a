package io.bucketwarden.access.log;

/** The time of a line: {@code 06/Feb/2019:00:00:38 +0000}. */
final class LogTime {

    /** What {@link #second} says of a time that is none. */
    static final long NONE = Long.MIN_VALUE;

    static final int LENGTH = 26;

    private static final String FORM = "dd/mmm/dddd:dd:dd:dd sdddd";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** Of the year when S3 began, and one that it will not see in this form. */
    private static final int FIRST_YEAR = 2006;

    private static final int LAST_YEAR = 2199;

    private LogTime() {}

    /** Seconds since 1970-01-01 UTC. */
    static long second(byte[] text, int from, int to) {
        if (to - from != LENGTH || !hasForm(text, from)) {
            return NONE;
        }
        int day = two(text, from);
        int month = month(text, from + 3);
        int year = two(text, from + 7) * 100 + two(text, from + 9);
        int hour = two(text, from + 12);
        int minute = two(text, from + 15);
        int second = two(text, from + 18);
        int offset = two(text, from + 22) * 60 + two(text, from + 24);
        if (month < 0
                || year < FIRST_YEAR
                || year > LAST_YEAR
                || day < 1
                || day > daysOf(month, year)
                || hour > 23
                || minute > 59
                || second > 60
                || offset > 18 * 60) {
            return NONE;
        }
        long local = epochDay(year, month + 1, day) * 86_400 + hour * 3_600L + minute * 60L + second;
        return text[from + 21] == '-' ? local + offset * 60L : local - offset * 60L;
    }

    private static boolean hasForm(byte[] text, int from) {
        for (int i = 0; i < LENGTH; i++) {
            byte c = text[from + i];
            boolean fits =
                    switch (FORM.charAt(i)) {
                        case 'd' -> c >= '0' && c <= '9';
                        case 'm' -> true;
                        case 's' -> c == '+' || c == '-';
                        default -> c == FORM.charAt(i);
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int two(byte[] text, int at) {
        return (text[at] - '0') * 10 + text[at + 1] - '0';
    }

    private static int month(byte[] text, int at) {
        for (int i = 0; i < DAYS.length; i++) {
            int name = i * 3;
            if (MONTHS.charAt(name) == text[at]
                    && MONTHS.charAt(name + 1) == text[at + 1]
                    && MONTHS.charAt(name + 2) == text[at + 2]) {
                return i;
            }
        }
        return -1;
    }

    private static int daysOf(int month, int year) {
        return month == 1 && !isLeap(year) ? 28 : DAYS[month];
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Years counted from March, so that the leap day is the last of one. */
    private static long epochDay(int year, int month, int day) {
        int years = month > 2 ? year : year - 1;
        int months = (month + 9) % 12;
        return 365L * years + years / 4 - years / 100 + years / 400 + (months * 306 + 5) / 10 + day - 719_469;
    }
}
