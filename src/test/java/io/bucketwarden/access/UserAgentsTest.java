package io.bucketwarden.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The family that a user agent counts as. */
class UserAgentsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
            aws-cli/2.15.30 Python/3.11.8 Linux/5.10 exe/x86_64 prompt/off   | aws-cli
            Boto3/1.34.0 md/Botocore#1.34.0 ua/2.0 os/linux                  | Boto3
            aws-sdk-java/2.25.1 Linux/5.10 OpenJDK_64-Bit_Server_VM/21       | aws-sdk-java
            Hadoop 3.4.0, aws-sdk-java/1.12.720 Linux/5.10                   | Hadoop
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36     | Mozilla
            [S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.666]            | S3Console
            APN/1.0 HashiCorp/1.0 Terraform/1.7.5 (+https://www.terraform.io) terraform-provider-aws/5.40 | Terraform
            APN/1.0 Veeam/1.0                                                | Veeam
            APN/1.0 Veeam/1.0 (a comment)                                    | Veeam
            APN/1.0                                                          | APN
            curl/8.5.0                                                       | curl
            Go-http-client/1.1                                               | Go-http-client
            "quoted" thing                                                   | quoted
            \\"escaped\\"                                                    | escaped
            -                                                                | unknown
            ``                                                               | unknown
            /1.0                                                             | 1.0
            (compatible; Thing/1.0)                                          | compatible
            ((((                                                             | unknown
            """)
    void the_first_product_without_its_version(String userAgent, String family) {
        assertThat(UserAgents.family(userAgent)).isEqualTo(family);
    }

    @Test
    void a_family_is_bounded_and_printable() {
        assertThat(UserAgents.family("\u001b]52;c" + "x".repeat(1_000_000))).isEqualTo("?");
        assertThat(UserAgents.family("x".repeat(1_000_000))).isEqualTo("x".repeat(Accessor.MAX_APPLICATION));
        assertThat(UserAgents.family("a\u0000b\u202ec\ud800d/1")).isEqualTo("a?b?c?d");
        assertThat(UserAgents.family("x".repeat(Accessor.MAX_APPLICATION - 1) + "😀"))
                .isEqualTo("x".repeat(Accessor.MAX_APPLICATION - 1));
    }
}
