package io.bucketwarden.access.impact;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.access.Transport;
import io.bucketwarden.access.impact.Judgement.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

    private static final String ID = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            PLAIN_HTTP  | REST.GET.OBJECT    | DENIED
            PLAIN_HTTP  | REST.PUT.ACL       | DENIED
            PLAIN_HTTP  | REST.NEW.THING     | DENIED
            TLS_1_0     | REST.GET.OBJECT    | DENIED
            TLS_1_1     | REST.GET.BUCKET    | DENIED
            TLS_1_1     | REST.GET.LOCATION  | FINE
            TLS_1_1     | REST.NEW.THING     | OPERATION
            TLS_1_2     | REST.GET.OBJECT    | FINE
            TLS_1_3     | REST.GET.OBJECT    | FINE
            TLS_1_3     | REST.NEW.THING     | FINE
            TLS_UNKNOWN | REST.GET.OBJECT    | TRANSPORT
            TLS_UNKNOWN | REST.GET.LOCATION  | FINE
            UNKNOWN     | REST.GET.LOCATION  | TRANSPORT
            UNKNOWN     | S3.EXPIRE.OBJECT   | FINE
            UNKNOWN     | REST.OPTIONS.PREFLIGHT | FINE
            """)
    void transport_decides_about_secure_transport(Transport transport, String operation, String expected) {
        assertThat(told(Requests.TLS, Requests.USUAL.over(transport).doing(operation)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} from {1} through {2}")
    @CsvSource(delimiter = '|', textBlock = """
            network                   | 203.0.113.200   |        | FINE
            network                   | 203.0.112.255   |        | DENIED
            network                   | 198.51.100.9    |        | DENIED
            network                   | 2001:db8::1     |        | DENIED
            network                   | 10.1.2.3        | vpce-1 | FINE
            network                   | 203.0.113.7     | vpce-2 | DENIED
            network                   | 10.1.2.3        | vpce-2 | DENIED
            network                   | 10.1.2.3        |        | ENDPOINT
            network                   | 172.31.255.1    |        | ENDPOINT
            network                   | 172.32.0.1      |        | DENIED
            network                   | 192.168.7.1     |        | ENDPOINT
            network                   | 100.64.0.1      |        | ENDPOINT
            network                   | 100.128.0.1     |        | DENIED
            network                   | fd00::7         |        | ENDPOINT
            network without endpoints | 10.1.2.3        |        | DENIED
            network without endpoints | 10.1.2.3        | vpce-1 | DENIED
            network without endpoints | 203.0.113.7     |        | FINE
            network                   |                 |        | SERVICE
            network                   | athena.amazonaws.com |   | SERVICE
            network                   | 203.0.113.0/24  |        | SERVICE
            """)
    void the_way_decides_about_network_access(String candidate, String ip, String endpoint, String expected) {
        var request = Requests.USUAL.from(ip == null ? "" : ip).through(endpoint == null ? "" : endpoint);

        assertThat(told(Requests.named(candidate), request)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            network      | arn:aws:sts::123456789012:assumed-role/app/pod                     | DENIED
            network      | arn:aws:sts::123456789012:assumed-role/warden/pod                  | FINE
            network      | arn:aws:iam::123456789012:role/team/warden                         | FINE
            network      | arn:aws:sts::999999999999:assumed-role/warden/pod                  | DENIED
            network      | arn:aws:sts::123456789012:assumed-role/AWSServiceRoleForMacie/x    | ROLE_PATH
            network      | arn:aws:iam::123456789012:user/ann                                 | DENIED
            network      | arn:aws:iam::123456789012:root                                     | DENIED
            network      | svc:logging.s3.amazonaws.com                                       | FINE
            network      | -                                                                  | DENIED
            network      | ID                                                                 | PRINCIPAL
            network      | somebody odd                                                       | PRINCIPAL
            accounts     | arn:aws:sts::123456789012:assumed-role/app/pod                     | FINE
            accounts     | arn:aws:sts::999999999999:assumed-role/app/pod                     | DENIED
            accounts     | arn:aws:iam::999999999999:user/bob                                 | DENIED
            accounts     | svc:logging.s3.amazonaws.com                                       | FINE
            accounts     | -                                                                  | DENIED
            accounts     | ID                                                                 | PRINCIPAL
            organization | arn:aws:iam::123456789012:user/ann                                 | FINE
            organization | arn:aws:iam::999999999999:user/bob                                 | ORGANIZATION
            organization | -                                                                  | DENIED
            """)
    void who_calls_decides_from_elsewhere(String candidate, String who, String expected) {
        var request = Requests.USUAL.from(Requests.ELSEWHERE).by(who.equals("ID") ? ID : who);

        assertThat(told(Requests.named(candidate), request)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"athena.amazonaws.com", "[cloudformation.amazonaws.com]", "AWS Internal"})
    void a_caller_that_calls_itself_a_service_may_be_one_that_acts_for_somebody(String agent) {
        var elsewhere = Requests.USUAL.from(Requests.ELSEWHERE).with(agent);

        assertThat(told(Requests.NETWORK, elsewhere)).isEqualTo("SERVICE");
        assertThat(told(Requests.NETWORK, Requests.USUAL.with(agent))).isEqualTo("FINE");
        assertThat(told(Requests.ACCOUNTS, elsewhere.by("arn:aws:iam::999999999999:user/bob")))
                .as("a stranger may act through a service, too")
                .isEqualTo("DENIED");
    }

    @ParameterizedTest
    @CsvSource({"401,FINE", "403,FINE", "404,DENIED", "304,DENIED", "503,DENIED", "0,DENIED"})
    void what_was_refused_as_it_was_loses_nothing(int status, String expected) {
        assertThat(told(
                        Requests.NETWORK,
                        Requests.USUAL.from(Requests.ELSEWHERE).answered(status)))
                .isEqualTo(expected);
    }

    @Test
    void what_the_restriction_is_not_about_is_fine() {
        assertThat(told(
                        Requests.NETWORK,
                        Requests.USUAL.from(Requests.ELSEWHERE).doing("REST.GET.BUCKETPOLICY")))
                .isEqualTo("FINE");
        assertThat(told(
                        Requests.NETWORK,
                        Requests.USUAL.from(Requests.ELSEWHERE).doing("REST.NEW.THING")))
                .isEqualTo("OPERATION");
    }

    @ParameterizedTest
    @CsvSource({"301,FINE", "307,FINE", "400,FINE", "405,FINE", "501,FINE", "200,DENIED", "404,DENIED", "503,DENIED"})
    void a_stranger_who_got_nothing_loses_nothing(int status, String expected) {
        var stranger = Requests.USUAL.from(Requests.ELSEWHERE).by("-").answered(status);

        assertThat(told(Requests.NETWORK, stranger)).isEqualTo(expected);
        assertThat(told(
                        Requests.NETWORK,
                        Requests.USUAL.from(Requests.ELSEWHERE).answered(status)))
                .isEqualTo("DENIED");
    }

    @Test
    void one_answer_is_not_taken_for_another() {
        var judge = new Judge(Requests.NETWORK);

        assertThat(told(judge, Requests.USUAL)).isEqualTo("FINE");
        assertThat(told(judge, Requests.USUAL.from(Requests.ELSEWHERE))).isEqualTo("DENIED");
        assertThat(told(judge, Requests.USUAL.from(Requests.ELSEWHERE).by("svc:logging.s3.amazonaws.com")))
                .isEqualTo("FINE");
        assertThat(told(judge, Requests.USUAL.from(Requests.ELSEWHERE).doing("REST.GET.BUCKETPOLICY")))
                .isEqualTo("FINE");
        assertThat(told(judge, Requests.USUAL.from("10.0.0.1").through("vpce-1")))
                .isEqualTo("FINE");
        assertThat(told(judge, Requests.USUAL.from("10.0.0.1"))).isEqualTo("ENDPOINT");
        assertThat(told(judge, Requests.USUAL)).isEqualTo("FINE");
    }

    @Test
    void more_questions_than_are_remembered_are_answered_all_the_same() {
        var judge = new Judge(Requests.NETWORK);
        for (int i = 0; i < 50_000; i++) {
            var inside = i % 3 == 0;
            var address = (inside ? "203.0.113." : "198.51." + (i / 250 % 250) + ".") + i % 250;
            assertThat(told(judge, Requests.USUAL.from(address))).isEqualTo(inside ? "FINE" : "DENIED");
        }
    }

    private static String told(Candidate candidate, Requests request) {
        return told(new Judge(candidate), request);
    }

    private static String told(Judge judge, Requests request) {
        var judged = judge.judge(request.toAcme());
        return judged.answer() == Answer.CANNOT_TELL
                ? String.valueOf(judged.doubt())
                : judged.answer().name();
    }
}
