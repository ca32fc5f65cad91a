package io.bucketwarden.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Operation.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of S3 by the names of logs. */
class OperationsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            REST.GET.OBJECT               | s3:GetObject           | READ   | true
            REST.HEAD.OBJECT              | s3:GetObject           | READ   | true
            REST.COPY.OBJECT_GET          | s3:GetObject           | READ   | true
            REST.COPY.OBJECT              | s3:PutObject           | WRITE  | true
            REST.PUT.OBJECT               | s3:PutObject           | WRITE  | true
            REST.PUT.PART                 | s3:PutObject           | WRITE  | true
            REST.DELETE.OBJECT            | s3:DeleteObject        | DELETE | true
            BATCH.DELETE.OBJECT           | s3:DeleteObject        | DELETE | true
            REST.POST.MULTI_OBJECT_DELETE | s3:DeleteObject        | OTHER  | true
            REST.GET.BUCKET               | s3:ListBucket          | LIST   | false
            REST.GET.BUCKETVERSIONS       | s3:ListBucketVersions  | LIST   | false
            REST.GET.LOGGING_STATUS       | s3:GetBucketLogging    | OTHER  | false
            REST.GET.ACL                  | s3:GetBucketAcl        | OTHER  | false
            WEBSITE.GET.OBJECT            | s3:GetObject           | READ   | true
            SOAP.PutObject                | s3:PutObject           | WRITE  | true
            S3.EXPIRE.OBJECT              | -                      | DELETE | true
            S3.TRANSITION_INT.OBJECT      | -                      | OTHER  | true
            REST.OPTIONS.PREFLIGHT        | -                      | OTHER  | false
            REST.GET.SOMETHING_NEW        | -                      | OTHER  | false
            GetObject                     | -                      | OTHER  | false
            """)
    void a_line_tells_what_was_asked(String name, String action, Kind kind, boolean onObject) {
        assertThat(Operations.ofLog(name)).isEqualTo(new Operation(name, action == null ? "" : action, kind, onObject));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            GetObject           | s3:GetObject                  | READ   | true
            HeadObject          | s3:GetObject                  | READ   | true
            UploadPart          | s3:PutObject                  | WRITE  | true
            CopyObject          | s3:PutObject                  | WRITE  | true
            DeleteObjects       | s3:DeleteObject               | DELETE | true
            ListObjects         | s3:ListBucket                 | LIST   | false
            ListParts           | s3:ListMultipartUploadParts   | LIST   | true
            PutObjectAcl        | s3:PutObjectAcl               | OTHER  | true
            GetSomethingNew     | -                             | OTHER  | false
            REST.GET.OBJECT     | -                             | OTHER  | false
            """)
    void an_event_tells_what_was_asked(String name, String action, Kind kind, boolean onObject) {
        assertThat(Operations.ofEvent(name))
                .isEqualTo(new Operation(name, action == null ? "" : action, kind, onObject));
    }

    @Test
    void the_acl_is_that_of_the_object_where_there_is_a_key() {
        assertThat(Operations.ofLog("REST.PUT.ACL", true).action()).isEqualTo("s3:PutObjectAcl");
        assertThat(Operations.ofLog("REST.PUT.ACL", false).action()).isEqualTo("s3:PutBucketAcl");
        assertThat(Operations.ofLog("REST.GET.OBJECT", true).action()).isEqualTo("s3:GetObject");
    }

    @Test
    void one_request_that_deletes_many_objects_counts_once_for_each_of_them() {
        var lines = Stream.of("BATCH.DELETE.OBJECT", "BATCH.DELETE.OBJECT", "REST.POST.MULTI_OBJECT_DELETE");

        assertThat(lines.map(Operations::ofLog).filter(o -> o.kind() == Kind.DELETE))
                .hasSize(2);
    }

    @Test
    void an_unknown_name_is_bounded_and_printable() {
        var operation = Operations.ofLog("REST.\u001b[2J" + "X".repeat(10_000));

        assertThat(operation.name()).startsWith("REST.?[2JX").hasSize(Operations.MAX_NAME);
        assertThat(Operations.ofEvent("Get\nObject").name()).isEqualTo("Get?Object");
    }
}
