package io.bucketwarden.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who counts as the same caller, and whom a policy document sees. */
class CallersTest {

    private static final String CANONICAL = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            -                                                        | anonymous
            ''                                                       | anonymous
            79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be | 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be
            arn:aws:iam::000000000001:user/ann                       | arn:aws:iam::000000000001:user/ann
            arn:aws:iam::000000000001:user/eu/ann                    | arn:aws:iam::000000000001:user/eu/ann
            arn:aws:iam::000000000001:root                           | arn:aws:iam::000000000001:root
            arn:aws:sts::000000000001:assumed-role/app/i-0a1b2c3d    | arn:aws:sts::000000000001:assumed-role/app
            arn:aws:sts::000000000001:assumed-role/app/a/b           | arn:aws:sts::000000000001:assumed-role/app
            arn:aws-cn:sts::000000000001:assumed-role/app/x          | arn:aws-cn:sts::000000000001:assumed-role/app
            arn:aws:iam::000000000001:role/team/eu/app               | arn:aws:sts::000000000001:assumed-role/app
            arn:aws:sts::000000000001:federated-user/bob             | arn:aws:sts::000000000001:federated-user/bob
            svc:cloudtrail.amazonaws.com                             | cloudtrail.amazonaws.com
            logging.s3.amazonaws.com                                 | logging.s3.amazonaws.com
            AmazonS3                                                 | s3.amazonaws.com
            anonymous                                                | unknown
            svc:                                                     | unknown
            svc:anonymous                                            | unknown
            something new                                            | something new
            """)
    void one_name_for_whoever_counts_as_one(String requester, String name) {
        assertThat(Callers.accessorName(requester)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            -                                                   | anonymous
            arn:aws:sts::000000000001:assumed-role/app/session  | arn:aws:sts::000000000001:assumed-role/app/session
            arn:aws:iam::000000000001:user/ann                  | arn:aws:iam::000000000001:user/ann
            svc:cloudtrail.amazonaws.com                        | cloudtrail.amazonaws.com
            AmazonS3                                            | s3.amazonaws.com
            anonymous                                           | unknown
            """)
    void a_policy_document_sees_the_session_as_well(String requester, String principal) {
        assertThat(Callers.principal(requester)).hasToString(principal);
    }

    @Test
    void a_canonical_user_id_is_whoever_has_it() {
        assertThat(Callers.principal(CANONICAL)).hasToString("canonical user " + CANONICAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:iam::000000000001:user/", "arn:aws:sts::000000000001:assumed-role/", "svc:", ""})
    void names_are_bounded_and_printable(String start) {
        var name = Callers.accessorName(start + "\u001b]0;x\u0007\u202e\n" + "é".repeat(1_000_000));

        assertThat(name)
                .hasSizeLessThanOrEqualTo(Accessor.MAX_PRINCIPAL)
                .contains("?]0;x???éé")
                .endsWith("é");
    }
}
