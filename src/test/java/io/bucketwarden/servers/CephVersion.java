package io.bucketwarden.servers;

import java.util.regex.Pattern;

/** Which Ceph it is, such as 16.2.15. */
record CephVersion(String number) {

    private static final Pattern SAID = Pattern.compile("ceph version ([0-9]+(\\.[0-9]+)*)");

    /** Reads what {@code --version} says. */
    static CephVersion of(String said) {
        var found = SAID.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("Ceph does not say its version: " + said);
        }
        return new CephVersion(found.group(1));
    }

    boolean isOf(int major) {
        return number.equals(String.valueOf(major)) || number.startsWith(major + ".");
    }
}
