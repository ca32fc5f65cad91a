package io.bucketwarden.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Stream;

/** What reading the logs in one bucket needs; the names are to be replaced, and without a KMS key its statement left out. */
final class AccessTrackingPolicy {

    private static final String BUCKET = "arn:aws:s3:::LOG_BUCKET";

    private AccessTrackingPolicy() {}

    static String json() throws JsonProcessingException {
        var statements = new ObjectMapper().createArrayNode();
        FacetDocs.statement(statements, "BucketwardenListLogs", Stream.of("s3:ListBucket"), BUCKET);
        FacetDocs.statement(statements, "BucketwardenReadLogs", Stream.of("s3:GetObject"), BUCKET + "/*");
        FacetDocs.statement(
                statements,
                "BucketwardenDecryptLogs",
                Stream.of("kms:Decrypt"),
                "arn:aws:kms:REGION:ACCOUNT:key/LOG_KEY");
        return FacetDocs.document(statements);
    }
}
