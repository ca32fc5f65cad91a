package io.bucketwarden.iam;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A network in CIDR notation; a bare address is the network of that one address. */
public record Cidr(String network, int prefix, boolean v6) {

    // Of IPv6 with its last part dotted. What is longer must not even be matched: that takes the square of its length.
    private static final int LONGEST_ADDRESS = 45;

    // Only literal addresses: anything else would ask the name service.
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

    // After what parsing needs.
    private static final List<Cidr> PRIVATE = Stream.of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "::1/128",
                    "fc00::/7",
                    "fe80::/10")
            .flatMap(network -> parse(network).stream())
            .toList();

    /** The network, masked; empty when the text is not one. */
    public static Optional<Cidr> parse(String text) {
        var slash = text.indexOf('/');
        var address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        var bytes = address.get();
        var prefix = slash < 0 ? bytes.length * 8 : prefix(text.substring(slash + 1));
        if (prefix < 0 || prefix > bytes.length * 8) {
            return Optional.empty();
        }
        return Optional.of(new Cidr(text(masked(bytes, prefix)), prefix, bytes.length == 16));
    }

    /** Whether every address of {@code narrow} is one of this network's. */
    boolean includes(Cidr narrow) {
        return range().includes(narrow.range());
    }

    /** The network as numbers, for many comparisons: an address of version 4 has the first bits of {@code high}. */
    public record Range(boolean v6, int prefix, long high, long low) {

        public boolean includes(Range narrow) {
            return v6 == narrow.v6
                    && prefix <= narrow.prefix
                    && sameBits(high, narrow.high, prefix)
                    && sameBits(low, narrow.low, prefix - Long.SIZE);
        }

        private static boolean sameBits(long one, long other, int bits) {
            return bits <= 0 || (one ^ other) >>> Math.max(0, Long.SIZE - bits) == 0;
        }
    }

    public Range range() {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES);
        address(network).ifPresent(bytes::put);
        return new Range(v6, prefix, bytes.getLong(0), bytes.getLong(Long.BYTES));
    }

    /**
     * Whether nobody comes from there over the internet: private, shared, loopback and link-local networks.
     *
     * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4 special-purpose addresses</a>
     * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6 special-purpose addresses</a>
     */
    public boolean isPrivate() {
        return PRIVATE.stream().anyMatch(network -> network.includes(this));
    }

    @Override
    public String toString() {
        return network + "/" + prefix;
    }

    private static int prefix(String digits) {
        return PREFIX.matcher(digits).matches() ? Integer.parseInt(digits) : -1;
    }

    private static Optional<byte[]> address(String text) {
        var dotted = text.indexOf(':') < 0;
        if (text.length() > LONGEST_ADDRESS
                || !LITERAL.matcher(text).matches()
                || (dotted && text.chars().filter(c -> c == '.').count() != 3)) {
            return Optional.empty();
        }
        try {
            // By its own kind: the common way tries IPv4 first, and pays for an exception with each IPv6 address.
            var bytes = (dotted ? Inet4Address.ofLiteral(text) : Inet6Address.ofLiteral(text)).getAddress();
            // Java takes ::ffff:1.2.3.4 for 1.2.3.4; what AWS takes it for is not documented, so it is no network to
            // us.
            return dotted == (bytes.length == 4) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] masked(byte[] bytes, int prefix) {
        var result = Arrays.copyOf(bytes, bytes.length);
        for (int i = 0; i < result.length; i++) {
            var bits = Math.clamp(prefix - 8L * i, 0, 8);
            result[i] = (byte) (result[i] & (0xFF00 >> bits));
        }
        return result;
    }

    private static String text(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
