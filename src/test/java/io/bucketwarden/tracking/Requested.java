package io.bucketwarden.tracking;

import io.bucketwarden.access.Access;
import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.Callers;
import io.bucketwarden.access.Operation;
import io.bucketwarden.access.Transport;
import java.time.Instant;

/** Requests to read an object, by users of one account. */
final class Requested {

    private static final Operation READ = new Operation("GetObject", "s3:GetObject", Operation.Kind.READ, true);

    private Requested() {}

    static Access by(String user, String bucket, Instant at) {
        var arn = "arn:aws:iam::123456789012:user/" + user;
        return new Access(
                at.getEpochSecond(),
                bucket,
                new Accessor(arn, "aws-cli", "203.0.113.0/24"),
                Callers.principal(arn),
                "203.0.113.7",
                "",
                READ,
                Transport.TLS_1_3,
                200,
                0);
    }
}
