package io.bucketwarden.posture;

import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Type;

/** Grants of an access control list, tags, block settings and errors, as S3 writes them. */
final class FakeValues {

    private FakeValues() {}

    static Grant toUser(String id, String permission) {
        return Grant.builder()
                .grantee(g -> g.id(id).type(Type.CANONICAL_USER))
                .permission(permission)
                .build();
    }

    /** To {@code AllUsers} or {@code AuthenticatedUsers}. */
    static Grant toGroup(String group, String permission) {
        return Grant.builder()
                .grantee(g ->
                        g.uri("http://acs.amazonaws.com/groups/global/" + group).type(Type.GROUP))
                .permission(permission)
                .build();
    }

    static Tag tag(Map.Entry<String, String> tag) {
        return Tag.builder().key(tag.getKey()).value(tag.getValue()).build();
    }

    static S3Exception error(int status, String code) {
        return (S3Exception) S3Exception.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .statusCode(status)
                .build();
    }

    static PublicAccessBlockConfiguration block(boolean on) {
        return PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(on)
                .ignorePublicAcls(on)
                .blockPublicPolicy(on)
                .restrictPublicBuckets(on)
                .build();
    }
}
