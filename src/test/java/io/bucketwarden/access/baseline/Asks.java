package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Operation;
import io.bucketwarden.access.Transport;
import io.bucketwarden.iam.Principal;

/** A request to write down in few words. */
record Asks(Accessor who, long second, String ip, String endpoint, String bucket, Operation.Kind kind, int status) {

    static final String BUCKET = "acme-data";
    static final String ROLE = "arn:aws:sts::111111111111:assumed-role/";
    private static final Principal NOBODY = Principal.of("");

    static Asks by(String principal, String application, String network, long second) {
        return new Asks(
                new Accessor(principal, application, network), second, "", "", BUCKET, Operation.Kind.READ, 200);
    }

    static Asks by(String principal, long second) {
        return by(principal, "aws-cli", "203.0.113.0/24", second);
    }

    static Asks anonymous(String network, long second) {
        return by(Accessor.ANONYMOUS, "Mozilla", network, second);
    }

    Asks status(int other) {
        return new Asks(who, second, ip, endpoint, bucket, kind, other);
    }

    Asks from(String address) {
        return new Asks(who, second, address, endpoint, bucket, kind, status);
    }

    Asks through(String other) {
        return new Asks(who, second, ip, other, bucket, kind, status);
    }

    Asks of(String other) {
        return new Asks(who, second, ip, endpoint, other, kind, status);
    }

    Asks doing(Operation.Kind other) {
        return new Asks(who, second, ip, endpoint, bucket, other, status);
    }

    Access access() {
        return access(new Operation("REST." + kind, "", kind, true));
    }

    Access access(Operation operation) {
        return new Access(second, bucket, who, NOBODY, ip, endpoint, operation, Transport.TLS_1_3, status, 0);
    }
}
