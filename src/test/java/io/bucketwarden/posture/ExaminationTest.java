package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bucketwarden.posture.facet.Facets;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ExaminationTest {

    private final FakeS3 s3 = new FakeS3(JsonNodeFactory.instance.objectNode());

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void what_is_logged_while_a_facet_is_judged_names_the_bucket_that_the_look_is_at() {
        var about = new ConcurrentHashMap<String, String>();
        MDC.put("bucket", "acme");

        Examination.of(Facets.ALL, s3.bucket("acme"), facet -> {
            about.put(facet.name(), String.valueOf(MDC.get("bucket")));
            return new Verdict.Unmanaged();
        });

        assertThat(about).hasSize(Facets.ALL.size()).containsValue("acme").doesNotContainValue("null");
    }
}
