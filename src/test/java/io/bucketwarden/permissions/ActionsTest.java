package io.bucketwarden.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.generate.IamFiles;
import io.bucketwarden.iam.S3Actions;
import io.bucketwarden.posture.facet.Facets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An action that there is not allows nothing, and IAM says nothing of it. */
class ActionsTest {

    private static final Pattern ACTION = Pattern.compile(
            "\\b(?:" + String.join("|", IamActions.services())
                    + "|iam|ec2|logs|cloudwatch|organizations|accessanalyzer|sns|config):(?:\\*|[A-Z][A-Za-z]+[*]?)(?![A-Za-z/:_-])");

    /** Keys of conditions, and a place holder, that are written like actions. */
    private static final Set<String> NO_ACTIONS = Set.of("s3:TlsVersion", "sts:ExternalId", "kms:ViaService");

    static Stream<Permission> generated() {
        return IamFiles.PERMISSIONS.values().stream().flatMap(List::stream).distinct();
    }

    @ParameterizedTest
    @MethodSource("generated")
    void an_action_of_a_generated_policy_exists_and_its_resource_is_one_that_it_can_be_limited_to(Permission one) {
        var action = IamActions.named(one.action());

        assertThat(action).as(one.action()).isPresent();
        assertThat(action.get().name()).as("spelt as AWS does").isEqualTo(one.action());
        if (one.resource().equals("*")) {
            assertThat(action.get().types().isEmpty() || one.purpose() == Purpose.DOCTOR)
                    .as("%s can be limited, and is not", one.action())
                    .isTrue();
        } else {
            assertThat(IamActions.fits(action.get(), one.resource()))
                    .as("%s on %s", one.action(), one.resource())
                    .isTrue();
        }
    }

    @Test
    void the_list_itself_tells_what_a_resource_can_be() {
        assertThat(fits("s3:GetObject", "arn:aws:s3:::acme")).isFalse();
        assertThat(fits("s3:GetObject", "arn:aws:s3:::acme/*")).isTrue();
        assertThat(fits("s3:GetBucketAcl", "arn:aws:s3:::acme/*")).isFalse();
        assertThat(fits("s3:GetBucketAcl", "arn:aws:s3:::acme-*")).isTrue();
        assertThat(fits("s3:ListAllMyBuckets", "arn:aws:s3:::*")).isFalse();
        assertThat(IamActions.all().keySet().stream().filter(name -> name.startsWith("s3:")))
                .hasSizeGreaterThan(150);
    }

    @Test
    void what_counts_as_a_read_of_a_facet_is_one_to_aws() {
        for (var facet : Facets.ALL) {
            var about = facet.about();
            Stream.concat(about.readActions().stream(), about.writeActions().stream())
                    .forEach(name -> assertThat(IamActions.named(name))
                            .as(facet.name() + ": " + name)
                            .hasValueSatisfying(action ->
                                    assertThat(FacetActions.isRead(name)).isEqualTo(action.isRead())));
            assertThat(about.readActions()).as(facet.name()).allMatch(FacetActions::isRead);
        }
    }

    @Test
    void the_actions_that_requests_are_judged_by_exist() {
        assertThat(Stream.concat(S3Actions.BUCKET.stream(), S3Actions.OBJECTS.stream()))
                .allSatisfy(name -> assertThat(IamActions.named(name)).as(name).isPresent());
    }

    /** Messages to people name actions to allow, and so do the documentation and the templates. */
    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "docs", "config", "README.md", "SECURITY.md", "CHANGELOG.md"})
    void whatever_is_called_an_action_anywhere_exists(String where) throws IOException {
        var named = new TreeSet<String>();
        try (var files = Files.walk(Path.of(where))) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(it -> it.toString().matches(".*\\.(java|md|json|yaml)"))
                    .toList()) {
                ACTION.matcher(Files.readString(file)).results().forEach(it -> named.add(it.group()));
            }
        }
        named.removeAll(NO_ACTIONS);

        assertThat(named.stream().filter(name -> IamActions.matching(name).isEmpty()))
                .isEmpty();
        if (where.equals("src/main/java")) {
            assertThat(named).contains("s3:GetBucketPolicyStatus", "sqs:ReceiveMessage", "kms:Decrypt");
        }
    }

    @Test
    void an_audit_writes_nothing() {
        assertThat(IamFiles.PERMISSIONS.get("audit"))
                .extracting(Permission::action)
                .contains("s3:GetReplicationConfiguration", "s3:GetInventoryConfiguration", "s3:GetBucketAcl")
                .allSatisfy(
                        name -> assertThat(IamActions.named(name).orElseThrow().isRead())
                                .isTrue());
    }

    @Test
    void nothing_is_allowed_by_a_pattern_of_actions() {
        assertThat(generated()).extracting(Permission::action).noneMatch(name -> name.contains("*"));
        assertThat(Map.copyOf(IamFiles.PERMISSIONS)).hasSize(5);
    }

    private static boolean fits(String action, String resource) {
        return IamActions.fits(IamActions.named(action).orElseThrow(), resource);
    }
}
