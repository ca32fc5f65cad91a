package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.iam.Cidr;
import io.bucketwarden.iam.ServiceName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** From where, and from which accounts, a bucket may be used; where nothing is declared, nobody is outside. */
public final class Declared {

    public static final Declared NOTHING = of(List.of(), List.of(), List.of(), false, "");

    private static final int ACCOUNT_DIGITS = 12;

    private final List<Cidr.Range> networks;
    private final Set<String> endpoints;
    private final Set<String> accounts;
    private final boolean organizations;
    private final String owner;
    private final long print;

    private Declared(
            List<Cidr> networks, Set<String> endpoints, Set<String> accounts, boolean organizations, String owner) {
        this.networks = networks.stream().map(Cidr::range).toList();
        this.endpoints = endpoints;
        this.accounts = accounts;
        this.organizations = organizations;
        this.owner = owner;
        var text = new TreeSet<>(networks.stream().map(Cidr::toString).toList()) + "|" + new TreeSet<>(endpoints) + "|"
                + new TreeSet<>(accounts) + "|" + organizations + "|" + owner;
        print = new FingerprintKey(0, 0).principal(text);
    }

    /**
     * What is declared, as the policy writes it.
     * Those limits.
     *
     * @param cidrs networks; what is none is left out
     * @param organizations whether organizations are declared as well: which account is in one, no log tells
     * @param owner account of the bucket; empty where it is not known
     */
    public static Declared of(
            Collection<String> cidrs,
            Collection<String> endpoints,
            Collection<String> accounts,
            boolean organizations,
            String owner) {
        return new Declared(
                cidrs.stream().flatMap(cidr -> Cidr.parse(cidr).stream()).toList(),
                Set.copyOf(endpoints),
                Set.copyOf(accounts),
                organizations,
                owner);
    }

    /** The same for the same limits. */
    long print() {
        return print;
    }

    boolean limitsNetworks() {
        return !networks.isEmpty() || !endpoints.isEmpty();
    }

    /** Of whom that is told of itself: services come from networks of AWS. */
    static boolean isService(String principal) {
        return ServiceName.isOne(principal);
    }

    /** Whether a request came through an endpoint that is not declared. */
    boolean isOutsideEndpoint(Access access) {
        return !access.vpcEndpoint().isEmpty() && limitsNetworks() && !endpoints.contains(access.vpcEndpoint());
    }

    /**
     * Whether an address is outside. One that is none, as of a request that a service made, cannot be told; nor can a
     * private one where endpoints are declared, since a log need not say through which it came.
     */
    boolean isOutsideAddress(String address) {
        var parsed = limitsNetworks() ? Cidr.parse(address) : Optional.<Cidr>empty();
        if (parsed.isEmpty()) {
            return false;
        }
        var range = parsed.get().range();
        for (var network : networks) {
            if (network.includes(range)) {
                return false;
            }
        }
        return endpoints.isEmpty() || !parsed.get().isPrivate();
    }

    /**
     * Whether somebody belongs to none of the accounts. Of a canonical user id and of what has no account it cannot be
     * told.
     */
    boolean isOutsideAccounts(String principal) {
        if (accounts.isEmpty() && !organizations) {
            return false;
        }
        if (principal.equals(Accessor.ANONYMOUS)) {
            return true;
        }
        var account = account(principal);
        return !organizations && !account.isEmpty() && !account.equals(owner) && !accounts.contains(account);
    }

    /** The fifth part of an ARN. */
    private static String account(String principal) {
        var start = principal.startsWith("arn:") ? 3 : -1;
        for (int part = 2; part <= 4 && start >= 0; part++) {
            start = principal.indexOf(':', start + 1);
        }
        var end = start < 0 ? -1 : principal.indexOf(':', start + 1);
        if (end != start + 1 + ACCOUNT_DIGITS) {
            return "";
        }
        for (int i = start + 1; i < end; i++) {
            if (principal.charAt(i) < '0' || principal.charAt(i) > '9') {
                return "";
            }
        }
        return principal.substring(start + 1, end);
    }
}
