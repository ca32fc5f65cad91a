package io.bucketwarden.iam;

import io.bucketwarden.iam.ConditionClause.Quantifier;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where requests may come from that a Deny of other places lets pass.
 *
 * @param networks in CIDR notation
 * @param vpcEndpoints ids such as {@code vpce-0a1b2c3d}
 */
public record Places(List<Cidr> networks, List<String> vpcEndpoints) {

    /** The places that a Deny leaves open by {@code aws:SourceIp} and {@code aws:SourceVpce}. */
    public static Places leftOpenBy(Statement deny) {
        return new Places(
                values(deny, "aws:sourceip", "notipaddress")
                        .flatMap(network -> Cidr.parse(network).stream())
                        .toList(),
                values(deny, "aws:sourcevpce", "stringnotequals")
                        .filter(endpoint -> !Wildcards.isPattern(endpoint))
                        .toList());
    }

    private static Stream<String> values(Statement deny, String key, String operator) {
        return deny.meaning().conditions().stream()
                .filter(clause -> clause.key().equals(key)
                        && clause.operator().equals(operator)
                        && clause.quantifier() == Quantifier.NONE)
                .flatMap(clause -> clause.values().stream());
    }
}
