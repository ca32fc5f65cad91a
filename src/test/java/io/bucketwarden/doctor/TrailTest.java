package io.bucketwarden.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.doctor.Trail.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrailTest {

    @ParameterizedTest
    @CsvSource({"All, true, CHANGES", "WriteOnly, true, CHANGES", "ReadOnly, true, NO_CHANGES", "All, false, NO_CHANGES"
    })
    void basic_selectors_say_it_outright(String type, boolean management, Records expected) throws Exception {
        assertThat(records("""
                {"EventSelectors":[{"ReadWriteType":"%s","IncludeManagementEvents":%s}],"AdvancedEventSelectors":[]}""".formatted(type, management))).isEqualTo(expected);
    }

    @Test
    void a_trail_without_selectors_records_all() throws Exception {
        assertThat(records("{}")).isEqualTo(Records.CHANGES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Field":"readOnly","Equals":["false"]}                                              | CHANGES
            {"Field":"readOnly","Equals":["true"]}                                               | NO_CHANGES
            {"Field":"eventSource","NotEquals":["kms.amazonaws.com","rdsdata.amazonaws.com"]}    | CHANGES
            {"Field":"eventSource","NotEquals":["s3.amazonaws.com"]}                             | NO_CHANGES
            {"Field":"eventSource","Equals":["s3.amazonaws.com"]}                                | CHANGES
            {"Field":"eventSource","Equals":["iam.amazonaws.com"]}                               | NO_CHANGES
            {"Field":"eventSource","NotStartsWith":["s3"]}                                       | SOME_CHANGES
            {"Field":"userIdentity.arn","NotStartsWith":["arn:aws:sts::123456789012:assumed-role/x"]} | SOME_CHANGES
            """)
    void advanced_selectors_of_management_events_narrow_them(String field, Records expected) throws Exception {
        assertThat(records("""
                {"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},%s]}]}""".formatted(field))).isEqualTo(expected);
    }

    @Test
    void data_events_are_no_management_events_and_the_best_selector_counts() throws Exception {
        var data = """
                {"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]}]}""";
        var management = """
                {"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}""";

        assertThat(records("{\"AdvancedEventSelectors\":[" + data + "]}")).isEqualTo(Records.NO_CHANGES);
        assertThat(records("{\"AdvancedEventSelectors\":[" + data + "," + management + "]}"))
                .isEqualTo(Records.CHANGES);
    }

    private static Records records(String selectors) throws JsonProcessingException {
        return Trail.records(new ObjectMapper().readTree(selectors));
    }
}
