package io.bucketwarden.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogsTest {

    private static final Logger LOG = LoggerFactory.getLogger(LogsTest.class);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @BeforeEach
    void catchLines() {
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void putBack() {
        MDC.clear();
        System.setErr(before);
        Logs.use(Logs.Format.text);
    }

    @Test
    void a_line_of_text_names_the_bucket_the_policy_and_the_facet() {
        Logs.use(Logs.Format.text);
        MDC.put("bucket", "acme-invoices");
        MDC.put("policy", "payments/invoices");

        LOG.atWarn().addKeyValue("facet", "versioning").log("It is not repaired");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  policy=payments/invoices bucket=acme-invoices"
                        + " facet=versioning It is not repaired\\R");
    }

    @Test
    void a_line_of_text_that_is_about_none_of_them_has_no_gaps() {
        Logs.use(Logs.Format.text);

        LOG.info("Ended");

        assertThat(printed.toString(StandardCharsets.UTF_8)).matches("\\S+ INFO  Ended\\R");
    }

    @Test
    void a_line_of_json_has_them_as_fields() {
        Logs.use(Logs.Format.json);
        MDC.put("bucket", "acme-invoices");
        MDC.put("policy", "payments/invoices");

        LOG.atWarn().addKeyValue("facet", "versioning").log("It is not repaired");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(
                        "\"bucket\":\"acme-invoices\"",
                        "\"policy\":\"payments/invoices\"",
                        "\"facet\":\"versioning\"",
                        "\"message\":\"It is not repaired\"");
    }
}
