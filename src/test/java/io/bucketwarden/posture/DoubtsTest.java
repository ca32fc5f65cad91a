package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.posture.Doubt.Through;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubtsTest {

    private static final String BY_ANY_ACCESS_POINT = delegation("'StringEquals':{'s3:DataAccessPointAccount':'1'}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                    | true
            {"ownership": "ObjectWriter"}         | true
            {"ownership": "BucketOwnerPreferred"} | true
            {"ownership": "BucketOwnerEnforced"}  | false
            {"block": false}                      | true
            {"block": true}                       | false
            {"accountBlock": true}                | false
            """)
    void objects_may_be_open_while_their_acls_count(String bucket, boolean mayBe) throws JsonProcessingException {
        var doubts = Doubts.of(s3(bucket).bucket("acme"));

        assertThat(doubts.all()).extracting(Doubt::through).isEqualTo(mayBe ? List.of(Through.ObjectAcls) : List.of());
        assertThat(doubts.unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'StringEquals':{'s3:DataAccessPointAccount':'1'}                                                      | true
            'ArnLike':{'s3:DataAccessPointArn':'arn:aws:s3:eu-central-1:1:accesspoint/*'}                         | true
            'StringEquals':{'s3:DataAccessPointAccount':'1','s3:AccessPointNetworkOrigin':'Internet'}             | true
            'StringEquals':{'s3:DataAccessPointAccount':'1','s3:AccessPointNetworkOrigin':'VPC'}                  | false
            'StringEquals':{'s3:DataAccessPointAccount':'1','s3:AccessPointNetworkOrigin':['VPC','Internet']}     | true
            'StringEqualsIfExists':{'s3:AccessPointNetworkOrigin':'VPC'},'StringEquals':{'s3:DataAccessPointAccount':'1'} | true
            'StringEquals':{'s3:DataAccessPointAccount':'1','aws:PrincipalOrgID':'o-acme'}                        | false
            'StringEquals':{'s3:DataAccessPointAccount':'1'},'StringLike':{'aws:PrincipalOrgID':'*'}              | true
            'StringEquals':{'aws:PrincipalOrgID':'o-acme'}                                                        | false
            """)
    void access_points_decide_where_nothing_else_limits_who_comes_by_them(String condition, boolean mayBe)
            throws JsonProcessingException {
        var doubts = Doubts.of(s3("{'ownership': 'BucketOwnerEnforced'," + delegation(condition) + "}")
                .bucket("acme"));

        assertThat(doubts.all())
                .extracting(Doubt::through)
                .isEqualTo(mayBe ? List.of(Through.AccessPoints) : List.of());
        assertThat(doubts.all()).extracting(Doubt::detail).allMatch("Points"::equals);
    }

    @Test
    void what_is_left_to_access_points_of_fixed_callers_or_denied_opens_nothing() throws JsonProcessingException {
        for (var closed : List.of(
                BY_ANY_ACCESS_POINT.replace("'Principal':'*'", "'Principal':{'AWS':'123456789012'}"),
                BY_ANY_ACCESS_POINT.replace("Allow", "Deny"))) {
            assertThat(Doubts.of(s3("{'block': true," + closed + "}").bucket("acme")))
                    .isEqualTo(Doubts.NONE);
            assertThat(Doubts.of(s3("{'ownership': 'BucketOwnerEnforced'," + closed + "}")
                            .bucket("acme")))
                    .isEqualTo(Doubts.NONE);
        }
    }

    @Test
    void each_setting_settles_its_own_doubt() throws JsonProcessingException {
        assertThat(whileOn(true, false)).containsExactly(Through.AccessPoints);
        assertThat(whileOn(false, true)).containsExactly(Through.ObjectAcls);
        assertThat(whileOn(false, false)).containsExactly(Through.ObjectAcls, Through.AccessPoints);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {"denied": ["GetPublicAccessBlock"]}                                                   | s3:GetBucketPublicAccessBlock
            {"denied": ["GetAccountPublicAccessBlock"]}                                            | s3:GetAccountPublicAccessBlock
            {"denied": ["GetBucketOwnershipControls"]}                                             | s3:GetBucketOwnershipControls
            {"denied": ["GetPublicAccessBlock"], "accountBlock": true}                             | -
            {"denied": ["GetPublicAccessBlock"], "ownership": "BucketOwnerEnforced"}               | -
            """)
    void a_setting_that_cannot_be_read_leaves_it_unknown_unless_another_settles_it(
            String bucket, @Nullable String action) throws JsonProcessingException {
        var doubts = Doubts.of(s3(bucket).bucket("acme"));

        assertThat(doubts.all()).isEmpty();
        assertThat(doubts.unread()).hasSize(action == null ? 0 : 1);
        assertThat(doubts.unread()).allSatisfy(why -> assertThat(why.text()).contains(String.valueOf(action)));
    }

    @Test
    void only_what_settles_is_read() throws JsonProcessingException {
        assertThat(reads("{}")).contains("GetPublicAccessBlock", "GetBucketOwnershipControls");
        assertThat(reads("{'block': true}")).doesNotContain("GetBucketOwnershipControls");
        assertThat(reads("{'accountBlock': true}")).doesNotContain("GetBucketOwnershipControls");
    }

    private static List<Through> whileOn(boolean ignoreAcls, boolean restrict) throws JsonProcessingException {
        var s3 = s3("{" + BY_ANY_ACCESS_POINT + "}");
        s3.putPublicAccessBlock(r -> r.publicAccessBlockConfiguration(
                c -> c.ignorePublicAcls(ignoreAcls).restrictPublicBuckets(restrict)));
        return Doubts.of(s3.bucket("acme")).all().stream().map(Doubt::through).toList();
    }

    private static List<String> reads(String bucket) throws JsonProcessingException {
        var s3 = s3(bucket);
        Doubts.of(s3.bucket("acme"));
        return s3.reads();
    }

    private static String delegation(String condition) {
        return "'policy': {'Statement': [{'Sid':'Points','Effect':'Allow','Principal':'*','Action':'s3:GetObject',"
                + "'Resource':'arn:aws:s3:::acme/*','Condition':{" + condition + "}}]}";
    }

    private static FakeS3 s3(String bucket) throws JsonProcessingException {
        return new FakeS3(new ObjectMapper().readTree(bucket.replace('\'', '"')));
    }
}
