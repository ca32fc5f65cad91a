package io.bucketwarden.access.cloudtrail;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a record; all else in it is passed over.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail
 *     record contents</a>
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">userIdentity</a>
 */
enum Field {
    EVENT_ID("eventID"),
    EVENT_TIME("eventTime"),
    EVENT_SOURCE("eventSource"),
    EVENT_NAME("eventName"),
    EVENT_CATEGORY("eventCategory"),
    MANAGEMENT_EVENT("managementEvent"),
    REGION("awsRegion"),
    SOURCE("sourceIPAddress"),
    USER_AGENT("userAgent"),
    ERROR_CODE("errorCode"),
    VPC_ENDPOINT("vpcEndpointId"),
    TLS_VERSION("tlsDetails.tlsVersion"),
    TLS_CIPHER("tlsDetails.cipherSuite"),
    BUCKET("requestParameters.bucketName"),
    CIPHER("additionalEventData.CipherSuite"),
    SIGNATURE("additionalEventData.SignatureVersion"),
    BYTES_IN("additionalEventData.bytesTransferredIn"),
    BYTES_OUT("additionalEventData.bytesTransferredOut"),
    ENDPOINT_BESIDE("additionalEventData.vpcEndpointId"),
    TYPE("userIdentity.type"),
    PRINCIPAL_ID("userIdentity.principalId"),
    ARN("userIdentity.arn"),
    ACCOUNT("userIdentity.accountId"),
    INVOKED_BY("userIdentity.invokedBy"),
    ISSUER_TYPE("userIdentity.sessionContext.sessionIssuer.type"),
    ISSUER_ARN("userIdentity.sessionContext.sessionIssuer.arn"),
    RESOURCE_TYPE("resources.type"),
    RESOURCE_ARN("resources.ARN");

    /** An object of a record with the objects and fields in it that are read. */
    record Place(Map<String, Place> inner, Map<String, Field> fields) {

        private static Place empty() {
            return new Place(new HashMap<>(), new HashMap<>());
        }

        @Nullable
        Place in(String name) {
            return inner.get(name);
        }

        @Nullable
        Field at(String name) {
            return fields.get(name);
        }
    }

    private static final Pattern DOT = Pattern.compile("\\.");

    static final Place RECORD = places();

    private final String path;

    Field(String path) {
        this.path = path;
    }

    private static Place places() {
        var record = Place.empty();
        for (var field : values()) {
            var place = record;
            var names = DOT.split(field.path, -1);
            for (int i = 0; i < names.length - 1; i++) {
                place = place.inner.computeIfAbsent(names[i], name -> Place.empty());
            }
            place.fields.put(names[names.length - 1], field);
        }
        return record;
    }
}
