package io.bucketwarden.access.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.access.Access;
import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopiesTest {

    private static final String RECORD = """
            {"userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/jo"},"eventName":"%s",
             "eventTime":"2026-11-29T06:12:32Z","eventSource":"s3.amazonaws.com","sourceIPAddress":"203.0.113.7",
             "requestParameters":{"bucketName":"%s","key":"b"},"resources":[%s],
             "additionalEventData":{"bytesTransferredOut":234.0},"managementEvent":false}""";

    private static final String READ = " CopyObject s3:GetObject READ";
    private static final String WRITE = " CopyObject s3:PutObject WRITE";

    @Test
    void a_copy_is_read_in_one_bucket_and_written_in_the_other_in_whatever_order_they_are_listed()
            throws JsonProcessingException {
        assertThat(told("CopyObject", "target", "source", "target"))
                .containsExactlyInAnyOrder("source" + READ, "target" + WRITE)
                .containsExactlyInAnyOrderElementsOf(told("CopyObject", "target", "target", "source"));
        assertThat(told("UploadPartCopy", "target", "source", "target"))
                .containsExactlyInAnyOrder(
                        "source UploadPartCopy s3:GetObject READ", "target UploadPartCopy s3:PutObject WRITE");
    }

    @Test
    void whose_bucket_alone_is_listed_it_was_read_when_another_is_named() throws JsonProcessingException {
        assertThat(told("CopyObject", "target", "source")).containsExactlyInAnyOrder("source" + READ, "target" + WRITE);
    }

    @Test
    void a_copy_within_a_bucket_is_written_there_once() throws JsonProcessingException {
        assertThat(told("CopyObject", "one", "one", "one")).containsExactly("one" + WRITE);
        assertThat(told("CopyObject", "one")).containsExactly("one" + WRITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:s3:eu-central-1:1:accesspoint/x", "x-abc-s3alias", "x--ol-s3"})
    void through_an_access_point_it_is_not_told_what_was_done_in_which_bucket(String point)
            throws JsonProcessingException {
        assertThat(told("CopyObject", point, "source", "target"))
                .containsExactly("source CopyObject  READ", "target CopyObject  READ");
        assertThat(told("CopyObject", point, "one")).containsExactly("one" + WRITE);
    }

    @Test
    void any_other_call_is_about_the_bucket_that_it_names() throws JsonProcessingException {
        assertThat(told("PutObject", "named", "other", "named")).containsExactly("named PutObject s3:PutObject WRITE");
    }

    private static List<String> told(String call, String named, String... listed) throws JsonProcessingException {
        var resources = Arrays.stream(listed)
                .map("{\"type\":\"AWS::S3::Bucket\",\"ARN\":\"arn:aws:s3:::%s\"}"::formatted)
                .collect(Collectors.joining(","));
        var told = new ArrayList<String>();
        TrailRecord.of(new ObjectMapper().readTree(RECORD.formatted(call, named, resources)))
                .tell(new AccessSink() {
                    @Override
                    public void accept(Access access) {
                        var operation = access.operation();
                        told.add(String.join(
                                " ",
                                access.bucket(),
                                operation.name(),
                                operation.action(),
                                operation.kind().name()));
                    }

                    @Override
                    public void unreadable(Fault fault) {
                        told.add(fault.name());
                    }
                });
        return told;
    }
}
