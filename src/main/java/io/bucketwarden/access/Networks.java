package io.bucketwarden.access;

import io.bucketwarden.iam.Cidr;

/** The network that an address counts as. */
public final class Networks {

    private static final String V4 = "/24";
    private static final String V6 = "/48";
    private static final String NO_MORE_GROUPS = "(:0)+$";

    private Networks() {}

    /**
     * The /24 of an IPv4 address, the /48 of an IPv6 address in its short form; {@link Accessor#UNKNOWN} for what is no
     * address, such as the name of a service.
     */
    public static String of(String ip) {
        if (ip.indexOf('/') >= 0) {
            return Accessor.UNKNOWN;
        }
        return Cidr.parse(ip + (ip.indexOf(':') < 0 ? V4 : V6))
                .map(cidr -> cidr.v6() ? shortened(cidr.network()) + V6 : cidr.toString())
                .orElse(Accessor.UNKNOWN);
    }

    /** At least its last five groups are zero, so no other zeros are longer. */
    private static String shortened(String network) {
        var groups = network.replaceFirst(NO_MORE_GROUPS, "");
        return groups.equals("0") ? "::" : groups + "::";
    }
}
