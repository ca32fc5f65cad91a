package io.bucketwarden.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each operator compares, one key with one value: operator, values of the document, value of the request ({@code -}
 * absent, {@code ?} unknown), and whether it holds.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">
 *     Condition operators</a>
 */
@DisplayName("A condition")
class ConditionOperatorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StringEquals                     | a     | a     | yes
            StringEquals                     | a     | A     | no
            StringEquals                     | a;b   | b     | yes
            StringEquals                     | a*    | ab    | no
            StringEquals                     | a*    | a*    | yes
            StringEquals                     | a     | -     | no
            StringEquals                     | a     | ?     | ?
            StringEqualsIfExists             | a     | -     | yes
            StringEqualsIfExists             | a     | b     | no
            stringequals                     | a     | a     | yes
            StringNotEquals                  | a     | a     | no
            StringNotEquals                  | a     | A     | yes
            StringNotEquals                  | a;b   | b     | no
            StringNotEquals                  | a;b   | c     | yes
            StringNotEquals                  | a     | -     | yes
            StringNotEquals                  | a     | ?     | ?
            StringNotEqualsIfExists          | a     | -     | yes
            StringNotEqualsIfExists          | a     | a     | no
            StringEqualsIgnoreCase           | Ab    | aB    | yes
            StringEqualsIgnoreCase           | Ab    | b     | no
            StringNotEqualsIgnoreCase        | Ab    | aB    | no
            StringNotEqualsIgnoreCase        | Ab;c  | b     | yes
            StringNotEqualsIgnoreCase        | Ab    | -     | yes
            """)
    void of_text_is_exact(String operator, String values, String actual, String expected) {
        assertThat(Asked.holds(operator, values, actual)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StringLike                       | a*c   | abbc  | yes
            StringLike                       | a*c   | ac    | yes
            StringLike                       | a?c   | abc   | yes
            StringLike                       | a?c   | ac    | no
            StringLike                       | a*c   | aBC   | no
            StringLike                       | *     | a:b/c | yes
            StringLike                       | x;*c  | abc   | yes
            StringLike                       | *     | -     | no
            StringLike                       | *     | ?     | ?
            StringLikeIfExists               | a*    | -     | yes
            StringNotLike                    | a*    | abc   | no
            StringNotLike                    | a*;b* | bc    | no
            StringNotLike                    | a*;b* | c     | yes
            StringNotLike                    | *     | -     | yes
            """)
    void of_a_pattern_is_case_sensitive(String operator, String values, String actual, String expected) {
        assertThat(Asked.holds(operator, values, actual)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NumericEquals                    | 10      | 10     | yes
            NumericEquals                    | 10      | 10.0   | yes
            NumericEquals                    | 10;11   | 11     | yes
            NumericEquals                    | 10      | 9      | no
            NumericEquals                    | 10      | -      | no
            NumericEqualsIfExists            | 10      | -      | yes
            NumericNotEquals                 | 10;11   | 11     | no
            NumericNotEquals                 | 10;11   | 12     | yes
            NumericNotEquals                 | 10      | -      | yes
            NumericLessThan                  | 10      | 9.99   | yes
            NumericLessThan                  | 10      | 10     | no
            NumericLessThan                  | 5;10    | 9      | yes
            NumericLessThanEquals            | 10      | 10     | yes
            NumericLessThanEquals            | 10      | 10.01  | no
            NumericGreaterThan               | 1.2     | 1.3    | yes
            NumericGreaterThan               | 1.2     | 1.2    | no
            NumericGreaterThan               | 9       | 10     | yes
            NumericGreaterThanEquals         | 1.2     | 1.2    | yes
            NumericGreaterThanEquals         | 1.2     | 1.1    | no
            NumericGreaterThanEquals         | -5      | -4     | yes
            NumericLessThan                  | 10      | ten    | ?
            NumericNotEquals                 | 10      | ten    | ?
            NumericEquals                    | ten     | 10     | ?
            NumericEquals                    | ten;10  | 10     | yes
            NumericNotEquals                 | ten;10  | 10     | no
            """)
    void of_a_number_compares_numbers(String operator, String values, String actual, String expected) {
        assertThat(Asked.holds(operator, values, actual)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DateEquals                       | 2026-01-01                | 2026-01-01T00:00:00Z      | yes
            DateEquals                       | 2026-01-01T01:00:00+01:00 | 2026-01-01T00:00:00Z      | yes
            DateEquals                       | 1767225600                | 2026-01-01T00:00:00Z      | yes
            DateEquals                       | 2026-01-01                | 1767225600                | yes
            DateEquals                       | 2026-01-01                | 2026-01-01T00:00:01Z      | no
            DateNotEquals                    | 2026-01-01                | 2026-01-02                | yes
            DateNotEquals                    | 2026-01-01                | 2026-01-01                | no
            DateNotEquals                    | 2026-01-01                | -                         | yes
            DateLessThan                     | 2026-01-01                | 2025-12-31T23:59:59Z      | yes
            DateLessThan                     | 2026-01-01                | 2026-01-01                | no
            DateLessThan                     | 2026-01-01                | -                         | no
            DateLessThanIfExists             | 2026-01-01                | -                         | yes
            DateLessThanEquals               | 2026-01-01                | 2026-01-01                | yes
            DateGreaterThan                  | 2026-01-01                | 2026-01-01                | no
            DateGreaterThan                  | 2026-01-01T00:00Z         | 2026-01-02                | yes
            DateGreaterThanEquals            | 2026-01-01                | 2026-01-01                | yes
            DateGreaterThanEquals            | 2026-01-01                | 2025-12-31                | no
            DateGreaterThan                  | 2026-01-01                | today                     | ?
            DateGreaterThan                  | 2026-13-01                | 2026-01-01                | ?
            DateGreaterThan                  | 2026                      | 2027-01-01                | ?
            """)
    void of_a_date_compares_instants(String operator, String values, String actual, String expected) {
        assertThat(Asked.holds(operator, values, actual)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bool                             | true       | true  | yes
            Bool                             | true       | TRUE  | yes
            Bool                             | True       | true  | yes
            Bool                             | false      | true  | no
            Bool                             | false      | -     | no
            Bool                             | false      | ?     | ?
            Bool                             | true;false | false | yes
            Bool                             | true       | maybe | ?
            Bool                             | maybe      | true  | ?
            Bool                             | maybe      | maybe | ?
            BoolIfExists                     | false      | -     | yes
            BoolIfExists                     | false      | true  | no
            BinaryEquals                     | QQ==       | QQ==  | yes
            BinaryEquals                     | QQ==       | QQ    | yes
            BinaryEquals                     | QQ==       | Qg==  | no
            BinaryEquals                     | QQ==       | !     | ?
            BinaryEquals                     | QQ==       | -     | no
            Null                             | true       | -     | yes
            Null                             | true       | a     | no
            Null                             | false      | -     | no
            Null                             | false      | a     | yes
            Null                             | false      | a;b   | yes
            Null                             | false      | ?     | ?
            Null                             | true       | ?     | ?
            Null                             | true;false | ?     | yes
            Null                             | maybe      | -     | ?
            NullIfExists                     | true       | -     | ?
            """)
    void of_truth_bytes_or_presence(String operator, String values, String actual, String expected) {
        assertThat(Asked.holds(operator, values, actual)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            IpAddress                        | 10.0.0.0/8               | 10.1.2.3       | yes
            IpAddress                        | 10.0.0.0/8               | 11.1.2.3       | no
            IpAddress                        | 10.1.2.3                 | 10.1.2.3       | yes
            IpAddress                        | 10.1.2.3                 | 10.1.2.4       | no
            IpAddress                        | 10.1.2.2/31              | 10.1.2.3       | yes
            IpAddress                        | 10.1.2.2/31              | 10.1.2.4       | no
            IpAddress                        | 192.0.2.0/24;10.0.0.0/8  | 10.1.2.3       | yes
            IpAddress                        | 0.0.0.0/0                | 203.0.113.7    | yes
            IpAddress                        | 0.0.0.0/0                | 2001:db8::7    | no
            IpAddress                        | ::/0                     | 2001:db8::7    | yes
            IpAddress                        | ::/0                     | 203.0.113.7    | no
            IpAddress                        | 2001:db8::/32            | 2001:db8::7    | yes
            IpAddress                        | 2001:db8::/32            | 2001:db9::7    | no
            IpAddress                        | 2001:db8::/64            | 2001:db8:0:0:1::7 | yes
            IpAddress                        | 2001:db8::/96            | 2001:db8:0:0:1::7 | no
            IpAddress                        | 2001:db8::7/128          | 2001:DB8:0::7  | yes
            IpAddress                        | 2001:db8::7/127          | 2001:db8::8    | no
            IpAddress                        | 10.0.0.0/8               | -              | no
            IpAddressIfExists                | 10.0.0.0/8               | -              | yes
            NotIpAddress                     | 10.0.0.0/8               | 10.1.2.3       | no
            NotIpAddress                     | 10.0.0.0/8               | 11.1.2.3       | yes
            NotIpAddress                     | 10.0.0.0/8;11.0.0.0/8    | 11.1.2.3       | no
            NotIpAddress                     | 10.0.0.0/8               | 2001:db8::7    | yes
            NotIpAddress                     | 10.0.0.0/8               | -              | yes
            NotIpAddress                     | 10.0.0.0/8               | ?              | ?
            IpAddress                        | 10.0.0.0/8               | 10.0.0.0/16    | ?
            IpAddress                        | 10.0.0.0/8               | my.host        | ?
            NotIpAddress                     | 10.0.0.0/8               | my.host        | ?
            NotIpAddress                     | 10.0.0.0/33              | 10.1.2.3       | ?
            """)
    void of_an_address_compares_networks(String operator, String values, String actual, String expected) {
        assertThat(Asked.holds(operator, values, actual)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ArnEquals                        | arn:aws:s3:::acme             | arn:aws:s3:::acme             | yes
            ArnEquals                        | arn:aws:s3:::ac*              | arn:aws:s3:::acme             | yes
            ArnLike                          | arn:aws:iam::*:role/a*        | arn:aws:iam::111122223333:role/team/app | no
            ArnLike                          | arn:aws:iam::*:role/*p        | arn:aws:iam::111122223333:role/team/app | yes
            ArnLike                          | arn:aws:iam::1111*:role/app   | arn:aws:iam::111122223333:role/app | yes
            ArnLike                          | arn:aws:iam::*                | arn:aws:iam::111122223333:role/app | ?
            ArnLike                          | arn:aws:*:::acme              | arn:aws:s3:::acme             | yes
            ArnLike                          | arn:aws:*:acme                | arn:aws:s3:::acme             | ?
            ArnLike                          | arn:*:s3:::acme               | arn:aws-cn:s3:::acme          | yes
            ArnLike                          | arn:aws:s3:::acme             | arn:aws-cn:s3:::acme          | no
            ArnLike                          | arn:aws:s3*:acme              | arn:aws:s3:::acme             | ?
            ArnLike                          | arn:aws:s3:*:acme:b           | arn:aws:s3:eu:1:acme:b        | no
            ArnLike                          | arn:aws:sns:*:1:a:*           | arn:aws:sns:eu:1:a:b          | yes
            ArnLike                          | arn:aws:s3:::ACME             | arn:aws:s3:::acme             | no
            ArnLike                          | arn:aws:s3:::acme             | acme                          | no
            ArnLike                          | arn:aws:s3:::acme             | -                             | no
            ArnLikeIfExists                  | arn:aws:s3:::acme             | -                             | yes
            ArnNotEquals                     | arn:aws:s3:::acme             | arn:aws:s3:::acme             | no
            ArnNotLike                       | arn:aws:s3:::a;arn:aws:s3:::b | arn:aws:s3:::b                | no
            ArnNotLike                       | arn:aws:s3:::a;arn:aws:s3:::b | arn:aws:s3:::c                | yes
            ArnNotLike                       | arn:aws:s3:::a*               | -                             | yes
            ArnNotLike                       | acme                          | arn:aws:s3:::acme             | ?
            """)
    void of_an_arn_compares_part_by_part(String operator, String values, String actual, String expected) {
        assertThat(Asked.holds(operator, values, actual)).isEqualTo(expected);
    }
}
