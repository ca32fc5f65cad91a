package io.bucketwarden.access.impact;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Callers;
import io.bucketwarden.access.Networks;
import io.bucketwarden.access.Operations;
import io.bucketwarden.access.Transport;
import io.bucketwarden.access.UserAgents;
import io.bucketwarden.iam.PolicyDocument;
import java.time.Instant;

/** Requests and restrictions for tests, written short. */
record Requests(
        String requester,
        String ip,
        String endpoint,
        String operation,
        Transport transport,
        String userAgent,
        int status,
        Instant at) {

    static final String APP = "arn:aws:sts::123456789012:assumed-role/app/pod";
    static final String OFFICE = "203.0.113.7";
    static final String ELSEWHERE = "198.51.100.9";
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    /** Fine for every restriction below. */
    static final Requests USUAL =
            new Requests(APP, OFFICE, "", "REST.GET.OBJECT", Transport.TLS_1_3, "aws-cli/2.0", 200, NOON);

    static final Candidate TLS = candidate("secureTransport", "aaaa", """
            {"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::acme","arn:aws:s3:::acme/*"],
             "Condition":{"Bool":{"aws:SecureTransport":"false"}}},
            {"Effect":"Deny","Principal":"*","Action":["s3:GetObject*","s3:ListBucket*"],
             "Resource":["arn:aws:s3:::acme","arn:aws:s3:::acme/*"],
             "Condition":{"NumericLessThan":{"s3:TlsVersion":"1.2"}}}""");

    static final Candidate NETWORK = network("", "\"aws:SourceVpce\":\"vpce-1\"");
    static final Candidate NETWORK_WITHOUT_ENDPOINTS = network("", "");

    static final Candidate ACCOUNTS = accounts("");
    static final Candidate ORGANIZATION = accounts(",\"aws:PrincipalOrgID\":\"o-acme\"");

    private static Candidate network(String exempt, String endpoints) {
        return candidate("networkAccess", "bbbb", """
                {"Effect":"Deny","Principal":"*","Action":["s3:GetObject*","s3:ListBucket*"],
                 "Resource":["arn:aws:s3:::acme","arn:aws:s3:::acme/*"],
                 "Condition":{"BoolIfExists":{"aws:PrincipalIsAWSService":"false","aws:ViaAWSService":"false"},
                  "ArnNotLikeIfExists":{"aws:PrincipalArn":["arn:aws:iam::123456789012:role/warden",
                    "arn:aws:iam::123456789012:role/*/warden","arn:aws:iam::123456789012:role/aws-service-role/*"EXEMPT]},
                  "NotIpAddressIfExists":{"aws:SourceIp":"203.0.113.0/24"}ENDPOINTS}}""".replace("EXEMPT", exempt)
                .replace("ENDPOINTS", endpoints.isEmpty() ? "" : ",\"StringNotEqualsIfExists\":{" + endpoints + "}"));
    }

    private static Candidate accounts(String organization) {
        return candidate("accountAccess", "cccc", """
                {"Effect":"Deny","Principal":"*","Action":["s3:GetObject*","s3:ListBucket*"],
                 "Resource":["arn:aws:s3:::acme","arn:aws:s3:::acme/*"],
                 "Condition":{"BoolIfExists":{"aws:PrincipalIsAWSService":"false"},
                  "ArnNotLikeIfExists":{"aws:PrincipalArn":["arn:aws:iam::123456789012:role/warden",
                    "arn:aws:iam::123456789012:role/*/warden"]},
                  "StringNotEqualsIfExists":{"aws:PrincipalAccount":"123456789012"ORGANIZATION}}}""".replace("ORGANIZATION", organization));
    }

    static Candidate candidate(String facet, String fingerprint, String statements) {
        return new Candidate(
                facet,
                PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}"),
                fingerprint);
    }

    static Candidate named(String facet) {
        return switch (facet) {
            case "tls" -> TLS;
            case "network" -> NETWORK;
            case "network without endpoints" -> NETWORK_WITHOUT_ENDPOINTS;
            case "accounts" -> ACCOUNTS;
            case "organization" -> ORGANIZATION;
            default -> throw new IllegalArgumentException(facet);
        };
    }

    Requests by(String who) {
        return new Requests(who, ip, endpoint, operation, transport, userAgent, status, at);
    }

    Requests from(String address) {
        return new Requests(requester, address, endpoint, operation, transport, userAgent, status, at);
    }

    Requests through(String vpcEndpoint) {
        return new Requests(requester, ip, vpcEndpoint, operation, transport, userAgent, status, at);
    }

    Requests doing(String what) {
        return new Requests(requester, ip, endpoint, what, transport, userAgent, status, at);
    }

    Requests over(Transport how) {
        return new Requests(requester, ip, endpoint, operation, how, userAgent, status, at);
    }

    Requests with(String agent) {
        return new Requests(requester, ip, endpoint, operation, transport, agent, status, at);
    }

    Requests answered(int code) {
        return new Requests(requester, ip, endpoint, operation, transport, userAgent, code, at);
    }

    Requests on(Instant time) {
        return new Requests(requester, ip, endpoint, operation, transport, userAgent, status, time);
    }

    Access to(String bucket) {
        var accessor = new Accessor(Callers.accessorName(requester), UserAgents.family(userAgent), Networks.of(ip));
        return new Access(
                at.getEpochSecond(),
                bucket,
                accessor,
                Callers.principal(requester),
                ip,
                endpoint,
                Operations.ofLog(operation, operation.endsWith("OBJECT")),
                transport,
                status,
                0);
    }

    Access toAcme() {
        return to("acme");
    }
}
