package io.bucketwarden.command.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.Exposure.Access;
import io.bucketwarden.api.Exposure.Through;
import io.bucketwarden.api.Exposure.To;
import io.bucketwarden.api.Reason;
import io.bucketwarden.command.scan.ScanReport.Bucket;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.Doubt;
import io.bucketwarden.posture.Doubts;
import io.bucketwarden.posture.Exposures;
import io.bucketwarden.posture.PublicAccessBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanReportTest {

    private static final PublicAccessBlock ACCOUNT = new PublicAccessBlock(false, true, false, false);

    private final Bucket closed = bucket("closed");
    private final Bucket neutralised =
            bucket("neutral", acl("READ to AllUsers", To.Everyone, Access.List, "ignorePublicAcls of the account"));
    private final Bucket listed = bucket("listed", acl("READ to AllUsers", To.Everyone, Access.List, null));
    private final Bucket written = bucket("written", acl("WRITE to AllUsers", To.Everyone, Access.Write, null));
    private final Bucket signedIn =
            bucket("signed-in", acl("WRITE to AuthenticatedUsers", To.AnyAwsAccount, Access.Write, null));
    private final Bucket unknown = Bucket.unreachable("unknown", null, "GetBucketAcl is denied");

    @Test
    void the_worst_stands_first_and_what_is_closed_only_when_asked_for() {
        var report = ScanReport.of(List.of(closed, neutralised, unknown, listed, signedIn, written), ACCOUNT);

        assertThat(report.shown(true)).containsExactly(written, listed, signedIn, unknown, neutralised, closed);
        assertThat(report.shown(false)).doesNotContain(closed).hasSize(5);
    }

    @Test
    void unknown_goes_before_open_in_the_exit_code() {
        assertThat(ScanReport.of(List.of(closed, neutralised), ACCOUNT).exitCode())
                .isZero();
        assertThat(ScanReport.of(List.of(closed, listed), ACCOUNT).exitCode()).isEqualTo(2);
        assertThat(ScanReport.of(List.of(listed, unknown), ACCOUNT).exitCode()).isEqualTo(3);
        assertThat(ScanReport.of(List.of(), null).exitCode()).isZero();
        var openAsFarAsKnown = Bucket.of(
                "x",
                "eu-central-1",
                new Exposures(
                        listed.exposures(),
                        List.of(),
                        List.of(new CallFailed(Reason.AccessDenied, "denied")),
                        List.of()),
                Doubts.NONE);
        assertThat(openAsFarAsKnown.state()).isEqualTo(ScanReport.State.Open);
        assertThat(ScanReport.of(List.of(openAsFarAsKnown), null).exitCode()).isEqualTo(3);
    }

    @Test
    void the_table_has_columns_reasons_and_a_summary() {
        assertThat(ScanTable.of(ScanReport.of(List.of(closed, neutralised, unknown, listed), ACCOUNT), false))
                .isEqualTo("""
                        BUCKET   REGION        STATE        OPEN TO   ACCESS  THROUGH                NEUTRALISED BY
                        listed   eu-central-1  Open         Everyone  List    Acl: READ to AllUsers
                        unknown                Unknown
                        neutral  eu-central-1  Neutralized  Everyone  List    Acl: READ to AllUsers  ignorePublicAcls of the account
                        unknown: not judged in full: GetBucketAcl is denied
                        4 buckets: 1 open, 0 may be open, 1 neutralised, 1 closed, 1 not judged in full
                        On for the whole account: ignorePublicAcls
                        """);
    }

    @Test
    void what_may_be_open_is_neither_closed_nor_neutralised_and_makes_three_unless_another_is_open() {
        var report = ScanReport.of(List.of(closed, neutralised, doubtful("doubtful"), unknown), ACCOUNT);

        assertThat(report.shown(false)).extracting(Bucket::bucket).containsExactly("unknown", "doubtful", "neutral");
        assertThat(doubtful("x", neutralised.exposures().getFirst()).state()).isEqualTo(ScanReport.State.MayBeOpen);
        assertThat(ScanReport.of(List.of(closed, doubtful("x")), null).exitCode())
                .isEqualTo(3);
        assertThat(ScanReport.of(List.of(listed, doubtful("x")), null).exitCode())
                .isEqualTo(2);
        assertThat(ScanReport.of(List.of(listed, doubtful("x"), unknown), null).exitCode())
                .isEqualTo(3);
    }

    @Test
    void settings_that_leave_it_open_whether_a_doubt_holds_make_the_bucket_unknown() {
        var unsettled = Bucket.of(
                "x",
                "eu-central-1",
                new Exposures(List.of(), List.of(), List.of(), List.of()),
                new Doubts(List.of(), List.of(new CallFailed(Reason.AccessDenied, "denied"))));

        assertThat(unsettled.state()).isEqualTo(ScanReport.State.Unknown);
        assertThat(unsettled.unread()).containsExactly("denied");
    }

    @Test
    void each_doubt_has_a_line_and_its_advice_stands_once() throws JsonProcessingException {
        var report = ScanReport.of(List.of(doubtful("a"), doubtful("b")), ACCOUNT);

        assertThat(ScanTable.of(report, false)).isEqualTo("""
                BUCKET  REGION        STATE      OPEN TO  ACCESS  THROUGH               NEUTRALISED BY
                a       eu-central-1  MayBeOpen                   ObjectAcls
                a       eu-central-1  MayBeOpen                   AccessPoints: Points
                b       eu-central-1  MayBeOpen                   ObjectAcls
                b       eu-central-1  MayBeOpen                   AccessPoints: Points
                ObjectAcls: Turn one on.
                AccessPoints: Read, or turn another on.
                2 buckets: 0 open, 2 may be open, 0 neutralised, 0 closed, 0 not judged in full
                On for the whole account: ignorePublicAcls
                """);
        assertThat(ScanExport.csv(report, false).lines())
                .contains(
                        "a,eu-central-1,MayBeOpen,,,AccessPoints: Points,,,\"Turn one on. Read, or turn another on.\"");
        var json = new ObjectMapper().readTree(ScanExport.json(report, false));
        assertThat(json.at("/0/doubts/1/through").asText()).isEqualTo("AccessPoints");
        assertThat(json.at("/0/doubts/1/detail").asText()).isEqualTo("Points");
        assertThat(json.at("/0/doubts/0/advice").asText()).isEqualTo("Turn one on.");
        assertThat(new YAMLMapper().readTree(ScanExport.yaml(report, false))).isEqualTo(json);
    }

    @Test
    void an_account_without_buckets_is_a_sentence() {
        assertThat(ScanTable.of(ScanReport.of(List.of(), null), true)).isEqualTo("The account has no buckets.\n");
    }

    @Test
    void csv_is_quoted_and_runs_in_no_spreadsheet() {
        var hostile = bucket("x", acl("=HYPERLINK(\"evil\"),\n1", To.Everyone, Access.List, "=1+1"));

        assertThat(ScanExport.csv(ScanReport.of(List.of(hostile), ACCOUNT), false))
                .isEqualTo("""
                bucket,region,state,open_to,access,through,neutralised_by,unread,advice
                x,eu-central-1,Neutralized,Everyone,List,"Acl: =HYPERLINK(""evil""),
                1",'=1+1,,
                """);
    }

    @Test
    void the_terminal_obeys_no_name() {
        var hostile = bucket("x", acl("\u001B[2Jgone", To.Everyone, Access.List, null));

        assertThat(ScanTable.of(ScanReport.of(List.of(hostile), ACCOUNT), false))
                .doesNotContain("\u001B")
                .contains("?[2Jgone");
    }

    private static Bucket bucket(String name, Exposure... exposures) {
        return Bucket.of(
                name, "eu-central-1", new Exposures(List.of(exposures), List.of(), List.of(), List.of()), Doubts.NONE);
    }

    private static Bucket doubtful(String name, Exposure... exposures) {
        var doubts = List.of(
                new Doubt(Doubt.Through.ObjectAcls, null, "Turn one on."),
                new Doubt(Doubt.Through.AccessPoints, "Points", "Read, or turn another on."));
        return Bucket.of(
                name,
                "eu-central-1",
                new Exposures(List.of(exposures), List.of(), List.of(), List.of()),
                new Doubts(doubts, List.of()));
    }

    private static Exposure acl(String detail, To to, Access access, @Nullable String neutralizedBy) {
        return new Exposure(Through.Acl, detail, to, List.of(access), neutralizedBy);
    }
}
