package io.bucketwarden.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ways to write a part of a statement are one meaning, and which are two; each pair both ways. */
class SameMeaningTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Effect":"Deny"                                         | "Effect":"Den\\u0079"
            "Sid":"A"                                               | "Sid":"B"
            "Sid":""                                                | "Effect":"Deny"
            "Action":"s3:GetObject"                                 | "Action":["s3:GetObject"]
            "Action":["s3:GetObject","s3:PutObject"]                | "Action":["s3:PutObject","s3:GetObject"]
            "Action":["s3:GetObject","s3:GetObject"]                | "Action":"s3:GetObject"
            "Action":"s3:*"                                         | "Action":"S3:*"
            "Action":"s3:getobject"                                 | "Action":"s3:GetObject"
            "Action":["s3:getobject","s3:GETOBJECT"]                | "Action":"s3:GetObject"
            "NotAction":"s3:GetObject"                              | "NotAction":["S3:getobject"]
            "Resource":"arn:aws:s3:::acme"                          | "Resource":["arn:aws:s3:::acme"]
            "Resource":["arn:aws:s3:::a","arn:aws:s3:::b"]          | "Resource":["arn:aws:s3:::b","arn:aws:s3:::a","arn:aws:s3:::b"]
            "Resource":"arn:aws:s3:::acme/a"                        | "Resource":"arn:aws:s3:::acme\\/\\u0061"
            "Principal":"*"                                         | "Principal":{"AWS":"*"}
            "Principal":"*"                                         | "Principal":{"AWS":["*"]}
            "Principal":{"AWS":["*","123456789012"]}                | "Principal":"*"
            "Principal":{"AWS":"123456789012"}                      | "Principal":{"AWS":"arn:aws:iam::123456789012:root"}
            "Principal":{"AWS":"123456789012"}                      | "Principal":{"AWS":"arn:aws-cn:iam::123456789012:root"}
            "Principal":{"AWS":"123456789012"}                      | "Principal":{"AWS":"arn:aws-us-gov:iam::123456789012:root"}
            "Principal":{"AWS":"123456789012"}                      | "Principal":{"AWS":"arn:aws-iso:iam::123456789012:root"}
            "Principal":{"AWS":"123456789012"}                      | "Principal":{"AWS":"arn:aws-iso-b:iam::123456789012:root"}
            "Principal":{"AWS":"123456789012"}                      | "Principal":{"AWS":["arn:aws:iam::123456789012:root","123456789012"]}
            "Principal":{"AWS":["1","2"]}                           | "Principal":{"AWS":["2","1"]}
            "Principal":{"AWS":"AIDAEXAMPLEEXAMPLE123"}             | "Principal":{"AWS":["AIDAEXAMPLEEXAMPLE123"]}
            "Principal":{"Service":"a.amazonaws.com"}               | "Principal":{"Service":["a.amazonaws.com"]}
            "Principal":{"AWS":"1","Service":"s"}                   | "Principal":{"Service":"s","AWS":"1"}
            "Principal":{"AWS":[],"Service":"s"}                    | "Principal":{"Service":"s"}
            "NotPrincipal":{"AWS":"123456789012"}                   | "NotPrincipal":{"AWS":["arn:aws:iam::123456789012:root"]}
            "Condition":{}                                          | "Effect":"Deny"
            "Condition":null                                        | "Effect":"Deny"
            "Condition":{"Bool":{}}                                 | "Effect":"Deny"
            "Condition":{"Bool":{"k":"true"}}                       | "Condition":{"Bool":{"k":true}}
            "Condition":{"Bool":{"k":"true"}}                       | "Condition":{"Bool":{"k":["True"]}}
            "Condition":{"bool":{"AWS:securetransport":"false"}}    | "Condition":{"Bool":{"aws:SecureTransport":"false"}}
            "Condition":{"Null":{"k":"TRUE"}}                       | "Condition":{"Null":{"k":true}}
            "Condition":{"Bool":{"a":true,"b":true}}                | "Condition":{"Bool":{"b":true,"a":true}}
            "Condition":{"Bool":{"a":true},"Null":{"b":true}}       | "Condition":{"Null":{"b":true},"Bool":{"a":true}}
            "Condition":{"StringEquals":{"a":"x"},"stringequals":{"b":"y"}} | "Condition":{"StringEquals":{"a":"x","b":"y"}}
            "Condition":{"StringEquals":{"k":"x"},"stringequals":{"K":"x"}} | "Condition":{"StringEquals":{"k":"x"}}
            "Condition":{"ArnEquals":{"k":"arn:aws:iam::1:a*"}}     | "Condition":{"ArnLike":{"k":"arn:aws:iam::1:a*"}}
            "Condition":{"ArnNotEquals":{"k":"a"}}                  | "Condition":{"arnnotlike":{"k":["a"]}}
            "Condition":{"ArnEqualsIfExists":{"k":"a"}}             | "Condition":{"ArnLikeIfExists":{"k":"a"}}
            "Condition":{"ForAllValues:ArnEquals":{"k":"a"}}        | "Condition":{"forallvalues:arnlike":{"k":"a"}}
            "Condition":{"StringEqualsIgnoreCase":{"k":"ABC"}}      | "Condition":{"StringEqualsIgnoreCase":{"k":"abc"}}
            "Condition":{"StringNotEqualsIgnoreCase":{"k":"ABC"}}   | "Condition":{"StringNotEqualsIgnoreCase":{"k":"abc"}}
            "Condition":{"StringEquals":{"k":["b","a","b"]}}        | "Condition":{"StringEquals":{"k":["a","b"]}}
            "Condition":{"StringEquals":{"k":7}}                    | "Condition":{"StringEquals":{"k":"7"}}
            "Condition":{"NumericLessThan":{"k":1.2}}               | "Condition":{"NumericLessThan":{"k":"1.20"}}
            "Condition":{"NumericLessThan":{"k":1e2}}               | "Condition":{"NumericLessThan":{"k":100}}
            "Condition":{"NumericLessThan":{"k":"+7"}}              | "Condition":{"NumericLessThan":{"k":7}}
            "Condition":{"NumericLessThan":{"k":"007"}}             | "Condition":{"NumericLessThan":{"k":7}}
            "Condition":{"NumericLessThan":{"k":-0}}                | "Condition":{"NumericLessThan":{"k":"0.00"}}
            "Condition":{"NumericLessThan":{"k":0e5}}               | "Condition":{"NumericLessThan":{"k":0}}
            "Condition":{"DateLessThan":{"k":"2026-01-01"}}         | "Condition":{"DateLessThan":{"k":"2026-01-01T00:00:00Z"}}
            "Condition":{"DateLessThan":{"k":"2026-01-01T01:00:00+01:00"}} | "Condition":{"DateLessThan":{"k":"2026-01-01T00:00:00Z"}}
            "Condition":{"DateLessThan":{"k":"2026-01-01T00:00:00.000Z"}} | "Condition":{"DateLessThan":{"k":"2026-01-01T00:00Z"}}
            "Condition":{"DateLessThan":{"k":1767225600}}           | "Condition":{"DateLessThan":{"k":"2026-01-01T00:00:00Z"}}
            "Condition":{"IpAddress":{"k":"1.2.3.4"}}               | "Condition":{"IpAddress":{"k":"1.2.3.4/32"}}
            "Condition":{"IpAddress":{"k":"10.1.2.3/8"}}            | "Condition":{"IpAddress":{"k":"10.0.0.0/8"}}
            "Condition":{"IpAddress":{"k":"1.2.3.4/0"}}             | "Condition":{"IpAddress":{"k":"0.0.0.0/0"}}
            "Condition":{"IpAddress":{"k":"2001:db8::/32"}}         | "Condition":{"IpAddress":{"k":"2001:0DB8:0:0:0:0:0:0/32"}}
            "Condition":{"IpAddress":{"k":"2001:db8::1"}}           | "Condition":{"IpAddress":{"k":"2001:DB8:0::0:1/128"}}
            "Condition":{"IpAddress":{"k":"2001:db8:1::/32"}}       | "Condition":{"IpAddress":{"k":"2001:db8::/32"}}
            "Condition":{"IpAddress":{"k":"::/0"}}                  | "Condition":{"IpAddress":{"k":"ffff::/0"}}
            "Condition":{"IpAddress":{"k":"::ffff:1.2.3.4"}}        | "Condition":{"IpAddress":{"k":["::ffff:1.2.3.4"]}}
            "Condition":{"NotIpAddressIfExists":{"k":["10.0.0.0/8","1.2.3.4"]}} | "Condition":{"NotIpAddressIfExists":{"k":["1.2.3.4/32","10.0.0.0/8"]}}
            "Future":{"a":1,"b":2}                                  | "Future":{"b":2,"a":1}
            """)
    void one_meaning(String one, String other) {
        assertThat(document(one).sameMeaning(document(other))).isTrue();
        assertThat(document(other).sameMeaning(document(one))).isTrue();
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "Effect":"Deny"                                         | "Effect":"Allow"
            "Action":"s3:GetObject"                                 | "Action":"s3:PutObject"
            "Action":"s3:GetObject"                                 | "NotAction":"s3:GetObject"
            "Action":"s3:*"                                         | "Action":"*"
            "Action":"s3:Get*"                                      | "Action":"s3:Get?"
            "Action":["s3:*","s3:GetObject"]                        | "Action":"s3:GetObject"
            "Resource":"arn:aws:s3:::acme/A"                        | "Resource":"arn:aws:s3:::acme/a"
            "Resource":"arn:aws:s3:::acme"                          | "NotResource":"arn:aws:s3:::acme"
            "Resource":"arn:aws:s3:::acme"                          | "Resource":"arn:aws-cn:s3:::acme"
            "Principal":"*"                                         | "NotPrincipal":"*"
            "Principal":"*"                                         | "Principal":{"Service":"*"}
            "Principal":"*"                                         | "Principal":{"CanonicalUser":"*"}
            "Principal":{"AWS":"123456789012"}                      | "Principal":{"AWS":"arn:aws:iam::123456789012:user/root"}
            "Principal":{"AWS":"123456789012"}                      | "Principal":{"AWS":"arn:aws:iam::210987654321:root"}
            "Principal":{"AWS":"123456789012"}                      | "Principal":{"AWS":"arn:aws:sts::123456789012:root"}
            "Principal":{"AWS":"123456789012"}                      | "Principal":{"Service":"123456789012"}
            "Principal":{"AWS":"arn:aws:iam::123456789012:role/A"}  | "Principal":{"AWS":"arn:aws:iam::123456789012:role/a"}
            "Principal":{"AWS":"AIDAEXAMPLEEXAMPLE123"}             | "Principal":{"AWS":"AIDAEXAMPLEEXAMPLE124"}
            "Principal":{"AWS":"AIDAEXAMPLEEXAMPLE123"}             | "Principal":{"AWS":"AROAEXAMPLEEXAMPLE123"}
            "Principal":{"AWS":"AROAEXAMPLEEXAMPLE123"}             | "Principal":{"AWS":"arn:aws:iam::123456789012:role/app"}
            "Principal":{"AWS":"AROAEXAMPLEEXAMPLE123"}             | "Principal":{"AWS":"aroaexampleexample123"}
            "Principal":{"CanonicalUser":"abc1"}                    | "Principal":{"CanonicalUser":"abc2"}
            "Principal":{"CanonicalUser":"abc1"}                    | "Principal":{"AWS":"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}
            "Principal":{"AWS%3Ax":"y"}                             | "Principal":{"AWS:x":"y"}
            "Principal":{"AWS:x":"y"}                               | "Principal":{"AWS":"x:y"}
            "NotPrincipal":{"AWS":["*","123456789012"]}             | "NotPrincipal":{"AWS":"123456789012"}
            "Condition":{"Bool":{"k":"true"}}                       | "Condition":{"Bool":{"k":"false"}}
            "Condition":{"Bool":{"k":"true"}}                       | "Condition":{"BoolIfExists":{"k":"true"}}
            "Condition":{"Bool":{"k":"true"}}                       | "Condition":{"StringEquals":{"k":"true"}}
            "Condition":{"Bool":{"k":"true"}}                       | "Effect":"Deny"
            "Condition":{"Bool":{"k":[]}}                           | "Effect":"Deny"
            "Condition":{"Bool":{"k":"true"}}                       | "Condition":{"Bool":{"j":"true"}}
            "Condition":{"StringEquals":{"k":"True"}}               | "Condition":{"StringEquals":{"k":"true"}}
            "Condition":{"StringEquals":{"k":"1.0"}}                | "Condition":{"StringEquals":{"k":"1"}}
            "Condition":{"StringLike":{"k":"a"}}                    | "Condition":{"StringEquals":{"k":"a"}}
            "Condition":{"StringEquals":{"k":"10.0.0.1"}}           | "Condition":{"StringEquals":{"k":"10.0.0.1/32"}}
            "Condition":{"ForAllValues:StringEquals":{"k":"a"}}     | "Condition":{"StringEquals":{"k":"a"}}
            "Condition":{"ForAnyValue:StringEquals":{"k":"a"}}      | "Condition":{"StringEquals":{"k":"a"}}
            "Condition":{"ForAnyValue:StringEquals":{"k":"a"}}      | "Condition":{"ForAllValues:StringEquals":{"k":"a"}}
            "Condition":{"ForAllValues:StringEquals":{"k":"a"}}     | "Condition":{"ForAllValues:StringEqualsIfExists":{"k":"a"}}
            "Condition":{"StringEquals":{"k":["a","b"]}}            | "Condition":{"StringEquals":{"k":"a"},"stringequals":{"K":"b"}}
            "Condition":{"StringEquals":{"k":["a","b"]}}            | "Condition":{"StringEquals":{"k":"a,b"}}
            "Condition":{"ArnLike":{"k":"a"}}                       | "Condition":{"ArnNotLike":{"k":"a"}}
            "Condition":{"NumericLessThan":{"k":1}}                 | "Condition":{"NumericLessThanEquals":{"k":1}}
            "Condition":{"NumericLessThan":{"k":1.2}}               | "Condition":{"NumericLessThan":{"k":1.21}}
            "Condition":{"DateLessThan":{"k":"2026-01-01"}}         | "Condition":{"DateLessThan":{"k":"2026-01-02"}}
            "Condition":{"IpAddress":{"k":"10.0.0.0/8"}}            | "Condition":{"IpAddress":{"k":"10.0.0.0/9"}}
            "Condition":{"IpAddress":{"k":"10.0.0.0/8"}}            | "Condition":{"NotIpAddress":{"k":"10.0.0.0/8"}}
            "Condition":{"IpAddress":{"k":"0.0.0.0/0"}}             | "Condition":{"IpAddress":{"k":"::/0"}}
            "Condition":{"IpAddress":{"k":"1.2.3.4"}}               | "Condition":{"IpAddress":{"k":"::ffff:1.2.3.4"}}
            "Condition":{"IpAddress":{"k":"::ffff:1.2.3.4"}}        | "Condition":{"IpAddress":{"k":"::ffff:102:304"}}
            "Condition":{"IpAddress":{"k":"1.2.3.4"}}               | "Condition":{"IpAddress":{"k":"::1.2.3.4"}}
            "Condition":{"IpAddress":{"k":"::ffff:1.2.0.0/112"}}    | "Condition":{"IpAddress":{"k":"1.2.0.0/16"}}
            "Condition":{"IpAddress":{"k":"::ffff:0:0/96"}}         | "Condition":{"IpAddress":{"k":"0.0.0.0/0"}}
            "Condition":{"IpAddress":{"k":"10.0.0.010"}}            | "Condition":{"IpAddress":{"k":"10.0.0.8"}}
            "Condition":{"IpAddress":{"k":"10.0.0.0/33"}}           | "Condition":{"IpAddress":{"k":"10.0.0.0/32"}}
            "Condition":{"Strange":{"k":"A"}}                       | "Condition":{"Strange":{"k":"a"}}
            "Future":1                                              | "Effect":"Deny"
            "Future":[1,2]                                          | "Future":[2,1]
            """)
    void two_meanings(String one, String other) {
        assertThat(document(one).sameMeaning(document(other))).isFalse();
        assertThat(document(other).sameMeaning(document(one))).isFalse();
    }

    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"Statement":[%1$s]}                        | {"Statement":%1$s}                          | true
            {"Statement":[%1$s]}                        | {"Version":"2008-10-17","Statement":[%1$s]} | true
            {"Statement":[%1$s]}                        | {"Version":"2012-10-17","Statement":[%1$s]} | false
            {"Statement":[%1$s]}                        | {"Id":"x","Statement":[%1$s]}               | true
            {"Statement":[%1$s],"Id":"a"}               | {"Id":"b","Statement":[%1$s]}               | true
            {"Statement":[%1$s,%2$s]}                   | {"Statement":[%2$s,%1$s]}                   | true
            {"Statement":[%1$s,%1$s]}                   | {"Statement":[%1$s]}                        | true
            {"Statement":[%1$s]}                        | {"Statement":[%1$s,%2$s]}                   | false
            {"Statement":[]}                            | {"Statement":[%1$s]}                        | false
            """)
    void whole_documents(String one, String other, boolean same) {
        var a = statement("\"Effect\":\"Allow\"");
        var b = statement("\"Effect\":\"Deny\"");
        var left = PolicyDocument.parse(one.formatted(a, b));
        var right = PolicyDocument.parse(other.formatted(a, b));

        assertThat(left.sameMeaning(right)).isEqualTo(same);
        assertThat(right.sameMeaning(left)).isEqualTo(same);
    }

    @ParameterizedTest(name = "1 and {0} zeros: {1}")
    @CsvSource({"60, true", "70, false", "100000, false"})
    void a_number_too_long_to_be_one_means_only_what_is_written(int zeros, boolean same) {
        var number = "1" + "0".repeat(zeros);
        var one = document("\"Condition\":{\"NumericLessThan\":{\"k\":\"" + number + "\"}}");
        var other = document("\"Condition\":{\"NumericLessThan\":{\"k\":\"" + number + ".0\"}}");

        assertThat(one.sameMeaning(other)).isEqualTo(same);
        assertThat(one.sameMeaning(one)).isTrue();
    }

    private static PolicyDocument document(String part) {
        return PolicyDocument.parse("{\"Statement\":" + statement(part) + "}");
    }

    /** A statement with that part, and the rest always the same. */
    private static String statement(String part) {
        var text = new StringBuilder("{").append(part);
        add(text, part, "Effect", "\"Deny\"");
        add(text, part, "Principal", "\"*\"");
        add(text, part, "Action", "\"s3:*\"");
        add(text, part, "Resource", "\"arn:aws:s3:::acme\"");
        return text.append('}').toString();
    }

    private static void add(StringBuilder text, String part, String element, String value) {
        if (!part.startsWith("\"" + element) && !part.startsWith("\"Not" + element)) {
            text.append(",\"").append(element).append("\":").append(value);
        }
    }
}
