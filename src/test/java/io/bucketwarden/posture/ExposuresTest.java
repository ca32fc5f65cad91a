package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Exposure;
import io.bucketwarden.api.Exposure.Access;
import io.bucketwarden.api.Exposure.To;
import io.bucketwarden.api.Reason;
import io.bucketwarden.iam.PolicyDocument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;

class ExposuresTest {

    private static final String PUBLIC =
            "{'Sid':'Open','Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::acme/*'}";
    private static final GetBucketAclResponse NO_ACL =
            GetBucketAclResponse.builder().build();
    private static final CallFailed DENIED = new CallFailed(Reason.AccessDenied, "denied");
    private static final PublicAccessBlock IGNORES_ACLS = new PublicAccessBlock(false, true, false, false);
    private static final PublicAccessBlock RESTRICTS = new PublicAccessBlock(false, false, false, true);
    private static final PublicAccessBlock BLOCKS_NEW_ONES = new PublicAccessBlock(true, false, true, false);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AllUsers           | READ         | Everyone      | List
            AllUsers           | WRITE        | Everyone      | Write
            AllUsers           | READ_ACP     | Everyone      | Read
            AllUsers           | WRITE_ACP    | Everyone      | Administer
            AllUsers           | FULL_CONTROL | Everyone      | Administer Write Read List
            AuthenticatedUsers | READ         | AnyAwsAccount | List
            AuthenticatedUsers | NEW_ONE      | AnyAwsAccount | Administer Write Read List
            """)
    void an_acl_grant_to_a_global_group_opens(String group, String permission, To to, String access) {
        var exposure = only(acl(group, permission));

        assertThat(exposure.to()).isEqualTo(to);
        assertThat(names(exposure)).isEqualTo(access);
        assertThat(exposure.isEffective()).isTrue();
    }

    @Test
    void a_grant_to_the_owner_or_a_partner_opens_nothing() {
        var acl = GetBucketAclResponse.builder()
                .grants(FakeValues.toUser("owner", "FULL_CONTROL"), FakeValues.toUser("partner", "WRITE"))
                .build();

        var exposures = Exposures.judge(facts(acl, PolicyDocument.empty()));

        assertThat(exposures.all()).isEmpty();
        assertThat(exposures.unread()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'Action':'s3:GetObject'               | acme/*       | Read
            'Action':'S3:GETOBJECT'               | acme/*       | Read
            'Action':'s3:GetObject*'              | acme/public* | Read
            'Action':['s3:Get*','s3:List*']       | acme*        | Read List
            'Action':'s3:*'                       | acme/*       | Write Read
            'Action':'s3:*'                       | acme         | Administer Read List
            'Action':'*'                          | *            | Administer Write Read List
            'Action':'s3:PutObject'               | acme/*       | Write
            'Action':'s3:DeleteObject?ersion'     | acme/*       | Write
            'Action':'s3:PutObjectAcl'            | acme/*       | Write
            'Action':'s3:PutBucketPolicy'         | acme         | Administer
            'Action':'s3:ListBucket'              | acme         | List
            'Action':'s3:ListBucketVersions'      | acme         | List
            'Action':'s3:GetBucketLocation'       | acme         | Read
            'Action':'s3:FlyToTheMoon'            | acme         | Administer
            'Action':'s3:GetSomethingNew'         | acme/*       | Read
            'Action':'s3:ListSomethingNew'        | acme         | List
            'Action':'s3:GetObject'               | acme         |
            'Action':'s3:ListBucket'              | acme/*       |
            'NotAction':'s3:DeleteBucket'         | acme         | Administer Read List
            'NotAction':['s3:Put*','s3:Delete*','s3:*Object*'] | * | Administer Write Read List
            'NotAction':['s3:Get*','s3:List*']    | acme/*       | Write
            'NotAction':'s3:*'                    | *            |
            """)
    void a_public_statement_lets_do_what_its_actions_and_resources_say(
            String actions, String resource, @Nullable String access) {
        var exposure = only(statement("'Principal':'*'," + actions + ",'Resource':'arn:aws:s3:::" + resource + "'"));

        assertThat(names(exposure)).isEqualTo(access == null ? "" : access);
        assertThat(exposure.detail()).isEqualTo("Open");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'Principal':'*'                                   |                                                        | Everyone
            'Principal':{'AWS':'*'}                           |                                                        | Everyone
            'Principal':{'AWS':['*','123456789012']}          |                                                        | Everyone
            'NotPrincipal':{'AWS':'123456789012'}             |                                                        | Everyone
            'Principal':{'Federated':'*'}                     |                                                        | AnyAwsAccount
            'Principal':'*' | 'StringLike':{'aws:PrincipalAccount':'*'}                                                | Everyone
            'Principal':'*' | 'StringLike':{'aws:PrincipalAccount':'1*'}                                               | AnyAwsAccount
            'Principal':'*' | 'StringLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/x'}                                | AnyAwsAccount
            'Principal':'*' | 'StringLike':{'aws:PrincipalOrgID':'o-*'}                                                | AnyAwsAccount
            'Principal':'*' | 'StringLike':{'aws:userid':'AROA*'}                                                      | AnyAwsAccount
            'Principal':'*' | 'StringLike':{'aws:userid':'*'}                                                          | Everyone
            'Principal':'*' | 'StringNotEquals':{'aws:userid':'anonymous'}                                             | AnyAwsAccount
            'Principal':'*' | 'StringLikeIfExists':{'aws:PrincipalArn':'arn:aws:iam::*:role/x'}                        | Everyone
            'Principal':'*' | 'StringNotEquals':{'aws:PrincipalAccount':'123456789012'}                                | Everyone
            'Principal':'*' | 'Null':{'aws:PrincipalArn':'false'}                                                      | AnyAwsAccount
            'Principal':'*' | 'Null':{'aws:PrincipalArn':'true'}                                                       | Everyone
            'Principal':'*' | 'StringEquals':{'aws:PrincipalType':'Anonymous'}                                         | Everyone
            'Principal':'*' | 'StringEquals':{'aws:PrincipalType':'User'}                                              | AnyAwsAccount
            'Principal':'*' | 'StringLike':{'aws:Referer':'https://acme.example/*'}                                    | Everyone
            'Principal':'*' | 'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}                                                 | Everyone
            """)
    void who_can_meet_a_public_statement(String principal, @Nullable String condition, To to) {
        var exposure = only(statement(principal + ",'Action':'s3:GetObject','Resource':'*'"
                + (condition == null ? "" : ",'Condition':{" + condition + "}")));

        assertThat(exposure.to()).isEqualTo(to);
    }

    @Test
    void what_either_block_or_the_ownership_neutralises_is_named() {
        var open = facts(acl("AllUsers", "READ").acl().known(), document(PUBLIC));

        assertThat(neutralizers(open)).containsExactly("-", "-");
        assertThat(neutralizers(open.withAccountBlock(known(BLOCKS_NEW_ONES)))).containsExactly("-", "-");
        assertThat(neutralizers(open.withAccountBlock(known(IGNORES_ACLS))))
                .containsExactly("ignorePublicAcls of the account", "-");
        assertThat(neutralizers(open.withAccountBlock(known(RESTRICTS))))
                .containsExactly("-", "restrictPublicBuckets of the account");
        assertThat(neutralizers(withBlock(open, known(IGNORES_ACLS))))
                .containsExactly("ignorePublicAcls of the bucket", "-");
        assertThat(neutralizers(withBlock(open, known(RESTRICTS)).withAccountBlock(known(IGNORES_ACLS))))
                .containsExactly("ignorePublicAcls of the account", "restrictPublicBuckets of the bucket");
        assertThat(neutralizers(open.withOwnership(known(Optional.of("BucketOwnerEnforced")))))
                .containsExactly("BucketOwnerEnforced", "-");
        assertThat(neutralizers(open.withOwnership(known(Optional.of("BucketOwnerPreferred")))))
                .containsExactly("-", "-");
        assertThat(neutralizers(open.withOwnership(known(Optional.empty())))).containsExactly("-", "-");
    }

    @Test
    void settings_that_cannot_be_read_neutralise_nothing_and_are_told() {
        var open = facts(acl("AllUsers", "READ").acl().known(), document(PUBLIC));

        for (var facts :
                List.of(withBlock(open, failed()), open.withAccountBlock(failed()), open.withOwnership(failed()))) {
            var exposures = Exposures.judge(facts);
            assertThat(exposures.effective()).hasSize(2);
            assertThat(exposures.unread()).containsExactly(DENIED);
            assertThat(exposures.describe(exposures.effective().getFirst())).endsWith(", open as far as known");
        }
    }

    @Test
    void settings_that_cannot_be_read_do_not_matter_where_others_neutralise_all() {
        var open = facts(acl("AllUsers", "READ").acl().known(), PolicyDocument.empty());

        var exposures = Exposures.judge(withBlock(open, failed()).withAccountBlock(known(IGNORES_ACLS)));

        assertThat(exposures.isOpen()).isFalse();
        assertThat(exposures.unread()).isEmpty();
    }

    @Test
    void the_opinion_of_s3_adds_but_never_takes_away() {
        var fixed = document(PUBLIC.replace("'*',", "{'AWS':'123456789012'},"));

        var publicToS3 = Exposures.judge(facts(NO_ACL, fixed).withSecondOpinion(known(Optional.of(true))));
        var notPublicToS3 =
                Exposures.judge(facts(NO_ACL, document(PUBLIC)).withSecondOpinion(known(Optional.of(false))));
        var agreed = Exposures.judge(facts(NO_ACL, fixed).withSecondOpinion(known(Optional.of(false))));
        var unread = Exposures.judge(facts(NO_ACL, document(PUBLIC)).withSecondOpinion(failed()));

        assertThat(publicToS3.isOpen()).isTrue();
        assertThat(publicToS3.describe(publicToS3.all().getFirst()))
                .isEqualTo("everyone may read the bucket (the policy document as a whole)");
        assertThat(publicToS3.remarks()).singleElement().asString().startsWith("S3 calls the policy document public");
        assertThat(notPublicToS3.isOpen()).isTrue();
        assertThat(notPublicToS3.remarks()).singleElement().asString().startsWith("S3 does not call");
        assertThat(agreed.all()).isEmpty();
        assertThat(agreed.remarks()).isEmpty();
        assertThat(unread.isOpen()).isTrue();
        assertThat(unread.unread()).isEmpty();
        assertThat(unread.remarks()).singleElement().asString().contains("denied");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AllUsers           | READ         | everyone may list the bucket (grant READ to AllUsers)
            AllUsers           | WRITE_ACP    | everyone may administer the bucket (grant WRITE_ACP to AllUsers)
            AuthenticatedUsers | FULL_CONTROL | any AWS account may administer, write, read and list the bucket (grant FULL_CONTROL to AuthenticatedUsers)
            """)
    void a_way_in_is_a_sentence(String group, String permission, String sentence) {
        var open = acl(group, permission);
        var neutralized = Exposures.judge(open.withAccountBlock(known(IGNORES_ACLS)));

        assertThat(described(Exposures.judge(open))).isEqualTo(sentence);
        assertThat(described(neutralized)).isEqualTo(sentence + ", neutralised by ignorePublicAcls of the account");
    }

    private static String described(Exposures exposures) {
        return exposures.describe(exposures.all().getFirst());
    }

    private static Exposure only(ExposureFacts facts) {
        assertThat(Exposures.judge(facts).all()).hasSize(1);
        return Exposures.judge(facts).all().getFirst();
    }

    private static String names(Exposure exposure) {
        return exposure.access().stream().map(Access::name).collect(Collectors.joining(" "));
    }

    private static List<String> neutralizers(ExposureFacts facts) {
        return Exposures.judge(facts).all().stream()
                .map(it -> it.neutralizedBy() == null ? "-" : it.neutralizedBy())
                .toList();
    }

    private static ExposureFacts acl(String group, String permission) {
        var acl = GetBucketAclResponse.builder()
                .grants(FakeValues.toGroup(group, permission))
                .build();
        return facts(acl, PolicyDocument.empty());
    }

    private static ExposureFacts statement(String body) {
        return facts(NO_ACL, document("{'Sid':'Open','Effect':'Allow'," + body + "}"));
    }

    private static PolicyDocument document(String statement) {
        return PolicyDocument.parse(("{'Version':'2012-10-17','Statement':[" + statement + "]}").replace('\'', '"'));
    }

    private static ExposureFacts facts(@Nullable GetBucketAclResponse acl, PolicyDocument document) {
        return new ExposureFacts(
                "arn:aws:s3:::acme",
                new Reading<>(acl, null),
                known(document),
                known(PublicAccessBlock.NOTHING),
                Reading.unasked(),
                Reading.unasked(),
                Reading.unasked());
    }

    private static ExposureFacts withBlock(ExposureFacts facts, Reading<PublicAccessBlock> block) {
        return new ExposureFacts(
                facts.bucketArn(),
                facts.acl(),
                facts.document(),
                block,
                facts.accountBlock(),
                facts.ownership(),
                facts.secondOpinion());
    }

    private static <T> Reading<T> known(T value) {
        return new Reading<>(value, null);
    }

    private static <T> Reading<T> failed() {
        return new Reading<>(null, DENIED);
    }
}
