package io.bucketwarden.access.impact;

import io.bucketwarden.access.Transport;
import io.bucketwarden.iam.Cidr;
import io.bucketwarden.iam.RequestContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a log tells of the condition keys of a request.
 *
 * <p>Through a VPC endpoint there is no {@code aws:SourceIp}, but in logs there is an address, from within the VPC. From a
 * private address nobody comes over the internet, so it was an endpoint; server access logs never tell which. A public
 * address is taken to have come over the internet: that a VPC has public addresses of its own is not to be seen.
 *
 * <p>No log tells {@code aws:ViaAWSService}. It is taken for false, with which more is denied, unless the caller calls
 * itself a service or has no address, as services that act for somebody do: then it is unknown.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global keys</a>
 */
final class ToldKeys {

    private static final String SOURCE_IP = "aws:SourceIp";
    private static final String SOURCE_VPCE = "aws:SourceVpce";
    private static final String VIA_SERVICE = "aws:ViaAWSService";
    private static final String SECURE_TRANSPORT = "aws:SecureTransport";
    private static final String TLS_VERSION = "s3:TlsVersion";

    private static final String SOME_ENDPOINT = "vpce-00000000000000000";
    private static final String SOME_ADDRESS = "192.0.2.1";
    private static final String SOME_ORGANIZATION = "o-0000000000";

    private final Map<String, List<String>> keys = new HashMap<>();
    private final Set<String> absent = new HashSet<>();

    private ToldKeys() {}

    static ToldKeys of(Question question) {
        var told = new ToldKeys();
        var address =
                Cidr.parse(question.sourceIp()).filter(ip -> question.sourceIp().indexOf('/') < 0);
        if (!question.vpcEndpoint().isEmpty()) {
            told.absent.add(SOURCE_IP);
            told.keys.put(SOURCE_VPCE, List.of(question.vpcEndpoint()));
        } else if (address.isPresent() && address.get().isPrivate()) {
            told.absent.add(SOURCE_IP);
        } else if (address.isPresent()) {
            told.keys.put(SOURCE_IP, List.of(question.sourceIp()));
            told.absent.add(SOURCE_VPCE);
        }
        if (!question.serviceNamed()
                && (address.isPresent() || !question.vpcEndpoint().isEmpty())) {
            told.keys.put(VIA_SERVICE, List.of("false"));
        }
        told.transport(question.transport());
        return told;
    }

    private void transport(Transport transport) {
        if (transport != Transport.UNKNOWN) {
            keys.put(SECURE_TRANSPORT, List.of(String.valueOf(transport != Transport.PLAIN_HTTP)));
        }
        if (transport == Transport.PLAIN_HTTP) {
            absent.add(TLS_VERSION);
        } else if (!transport.version().isEmpty()) {
            keys.put(TLS_VERSION, List.of(transport.version()));
        }
    }

    /** The same as if it were told of what it could be doubted, to find out whether that was the reason. */
    ToldKeys without(Doubt doubt) {
        var more = new ToldKeys();
        more.keys.putAll(keys);
        more.absent.addAll(absent);
        switch (doubt) {
            case ENDPOINT -> more.suppose(SOURCE_VPCE, SOME_ENDPOINT);
            case SERVICE -> more.suppose(VIA_SERVICE, "true");
            case ADDRESS -> {
                more.suppose(SOURCE_IP, SOME_ADDRESS);
                more.suppose(SOURCE_VPCE, SOME_ENDPOINT);
            }
            case ORGANIZATION -> more.suppose("aws:PrincipalOrgID", SOME_ORGANIZATION);
            case TRANSPORT -> {
                more.suppose(SECURE_TRANSPORT, "true");
                more.suppose(TLS_VERSION, "1.0");
            }
            default -> {}
        }
        return more;
    }

    private void suppose(String key, String value) {
        if (!absent.contains(key)) {
            keys.putIfAbsent(key, List.of(value));
        }
    }

    RequestContext context() {
        return RequestContext.knowing(keys, absent);
    }
}
