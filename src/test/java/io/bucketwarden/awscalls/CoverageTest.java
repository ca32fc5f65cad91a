package io.bucketwarden.awscalls;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.bucketwarden.aws.JsonCalls;
import io.bucketwarden.awscalls.RecordedCall.Need;
import io.bucketwarden.permissions.IamActions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The check that holds the calls of all integration tests against the policies must be able to fail. */
class CoverageTest {

    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "audit", Set.of("s3:GetEncryptionConfiguration"),
            "enforce", Set.of("s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration"));
    private static final RecordedCall LOOK = new RecordedCall(Need.LOOK, "s3", "GetBucketEncryption", "BucketPass");
    private static final RecordedCall WRITE = new RecordedCall(Need.WRITE, "s3", "PutBucketEncryption", "BucketPass");

    @Test
    void all_is_well_when_all_is_allowed_and_used() {
        var coverage = coverage(LOOK, WRITE);

        assertThat(coverage.uncovered()).isEmpty();
        assertThat(coverage.unused()).isEmpty();
    }

    @Test
    void a_call_that_nothing_allows_is_told() {
        assertThat(coverage(LOOK, WRITE, new RecordedCall(Need.LOOK, "s3", "GetBucketAcl", "Doubts"))
                        .uncovered())
                .containsExactly("s3 GetBucketAcl (LOOK, by Doubts) needs s3:GetBucketAcl, which is not in audit");
    }

    @Test
    void a_write_outside_of_writing_is_not_covered_by_what_enforcing_may() {
        var stray = new RecordedCall(Need.LOOK, "s3", "PutBucketEncryption", "BucketPass");

        assertThat(coverage(LOOK, WRITE, stray).uncovered())
                .singleElement()
                .asString()
                .endsWith("needs s3:PutEncryptionConfiguration, which is not in audit");
    }

    @Test
    void a_permission_that_no_call_needs_is_told() {
        assertThat(coverage(LOOK).unused()).containsExactly("enforce s3:PutEncryptionConfiguration");
        assertThat(coverage(WRITE).unused())
                .containsExactly("audit s3:GetEncryptionConfiguration", "enforce s3:GetEncryptionConfiguration");
    }

    @Test
    void an_operation_that_the_table_does_not_know_is_told() {
        assertThat(coverage(LOOK, WRITE, new RecordedCall(Need.LOOK, "s3", "MakeCoffee", "BucketPass"))
                        .uncovered())
                .containsExactly("s3 MakeCoffee (LOOK, by BucketPass) is not in operations.txt");
    }

    @Test
    void what_a_process_tells_of_itself_has_to_be_allowed_and_proves_no_use() {
        var told = new RecordedCall(Need.UNTOLD, "s3", "PutBucketEncryption", "OperatorProcess");

        assertThat(coverage(LOOK, told).uncovered()).isEmpty();
        assertThat(coverage(LOOK, told).unused()).hasSize(1);
        assertThat(coverage(new RecordedCall(Need.UNTOLD, "s3", "PutBucketAcl", "OperatorProcess"))
                        .uncovered())
                .hasSize(1);
    }

    @Test
    void the_actions_of_the_table_exist() {
        assertThat(Operations.TABLE.all())
                .allSatisfy(action ->
                        assertThat(IamActions.named(action)).as(action).isPresent());
        assertThat(Operations.TABLE.serviceOf("GetBucketEncryption")).isEqualTo("s3");
    }

    /** They go past the SDK, so they are recorded where the tests of doctor see them. */
    @Test
    void calls_without_a_client_of_the_sdk_are_made_by_doctor_alone() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("io.bucketwarden.doctor..", "io.bucketwarden.aws..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(JsonCalls.class)
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.bucketwarden"));
    }

    private static Coverage coverage(RecordedCall... calls) {
        return new Coverage(List.of(calls), ALLOWED, Operations.TABLE);
    }
}
