package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

class SecondLookTest {

    private final ScriptedS3 s3 = new ScriptedS3();
    private final SecondLook look = new SecondLook(s3);

    @Test
    void a_bucket_that_is_missing_only_once_is_there() {
        s3.failures.put("GetBucketAcl", ScriptedS3.error(404, "NoSuchBucket", ""));
        s3.before.put("acme", () -> {
            if (s3.calls.size() == 2) {
                s3.failures.clear();
            }
        });

        assertThat(look.getBucketAcl(r -> r.bucket("acme")).owner().id()).isEqualTo("owner-canonical-id");
    }

    @Test
    void a_bucket_that_is_missing_twice_is_gone() {
        s3.failures.put("GetBucketAcl", ScriptedS3.error(404, "NoSuchBucket", ""));

        assertThatThrownBy(() -> look.getBucketAcl(r -> r.bucket("acme"))).isInstanceOf(S3Exception.class);
        assertThat(s3.calls).hasSize(2);
    }

    @Test
    void another_failure_is_the_answer_at_once() {
        assertThatThrownBy(() -> look.getBucketPolicy(r -> r.bucket("acme")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucketPolicy"));
        assertThat(s3.calls).hasSize(1);
    }
}
