package io.bucketwarden;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.preflight.Preflight;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

/** The walls of the house. */
class ArchitectureTest {

    private static final String ROOT = "io.bucketwarden.";
    private static final Set<String> POLICY_WRITES = Set.of("putBucketPolicy", "deleteBucketPolicy");
    /** What the commands share may know whatever they know; facets have the wall of all that judges. */
    private static final Set<String> SHARED = Set.of("command", "posture.facet");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.bucketwarden");

    /** A package, and those that it may know beside itself. */
    private static final String WALLS = """
            text      |
            serving   |
            api       | text
            iam       |
            posture   | text api iam posture.facet
            posture.preflight | iam
            posture.undo | api iam posture
            fleet     | api iam
            aws       | api posture iam access access.reading
            access    | text api iam
            access.log | iam access
            access.cloudtrail | iam access
            access.reading | access
            access.baseline | text api iam access
            access.impact | api iam access
            events    | text api posture aws access access.cloudtrail
            doctor    | posture iam aws
            telemetry | serving api events
            report    | text api
            openreports | text api posture
            insight   | api
            page      | text serving api report insight
            permissions | api iam posture posture.facet access.reading
            operator  | text api iam access posture posture.facet posture.undo fleet aws events telemetry insight
            operator.rules | api iam
            operator.changes | text api posture posture.facet fleet events
            operator.inventory | api posture fleet aws
            operator.records | text api posture posture.undo fleet
            operator.status | api fleet events operator.changes
            tracking  | text api iam access access.log access.cloudtrail access.reading access.baseline access.impact posture posture.facet fleet aws events operator operator.changes
            command.doctor | command aws doctor
            command.iampolicy | command api posture aws permissions
            command.plan | command api iam posture posture.facet posture.preflight fleet aws operator
            command.preview | command api access access.log access.cloudtrail access.reading access.impact posture posture.facet aws
            command.report | command api report
            command.revert | command api iam posture posture.facet posture.undo fleet aws operator operator.records
            command.run | command api posture posture.facet aws events telemetry openreports page operator operator.status tracking
            command.scan | command api posture aws
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = WALLS)
    void each_package_knows_only_those_below_it(String name, String allowed) {
        var own = Stream.concat(
                        Stream.of(name + ".."), allowed == null ? Stream.empty() : Arrays.stream(allowed.split(" ")))
                .map(p -> ROOT + p)
                .toArray(String[]::new);

        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.bucketwarden..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(own))))
                .check(MAIN);
    }

    @Test
    void the_kubernetes_side_never_touches_aws_and_facets_never_touch_kubernetes() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "operator..",
                        ROOT + "tracking..",
                        ROOT + "openreports..",
                        ROOT + "report..",
                        ROOT + "page..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(MAIN);
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "posture..",
                        ROOT + "aws..",
                        ROOT + "events..",
                        ROOT + "doctor..",
                        ROOT + "access..",
                        ROOT + "permissions..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "io.micrometer..")
                .check(MAIN);
    }

    /** A row of each_package_knows_only_those_below_it is about a package with all within it. */
    @Test
    void the_words_for_requests_know_nothing_of_those_who_read_or_count_them() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + "access")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "access.*..")
                .check(MAIN);
    }

    @Test
    void what_commands_share_knows_none_of_them() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + "command")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "command.*..")
                .check(MAIN);
    }

    /** A new package gets a row above. */
    @Test
    void each_package_has_its_walls() {
        var rows = new HashSet<String>();
        Arrays.stream(WALLS.split("\n")).map(row -> row.split("\\|")[0].strip()).forEach(rows::add);
        var packages = MAIN.stream()
                .map(one -> one.getPackageName())
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()))
                .filter(name -> !rows.contains(name) && !SHARED.contains(name))
                .distinct();
        assertThat(packages).isEmpty();
    }

    @Test
    void what_is_pure_never_touches_aws() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + "text..",
                        ROOT + "iam..",
                        ROOT + "posture.preflight..",
                        ROOT + "permissions..",
                        ROOT + "access",
                        ROOT + "access.baseline..",
                        ROOT + "access.impact..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "io.fabric8..", "io.micrometer..", "java.net.http..")
                .check(MAIN);
    }

    @Test
    void facets_do_not_know_each_other() {
        ArchRuleDefinition.noClasses()
                .that()
                .implement(Facet.class)
                .should(new ArchCondition<>("depend on another facet") {
                    @Override
                    public void check(JavaClass one, ConditionEvents events) {
                        one.getDirectDependenciesFromSelf().stream()
                                .filter(d -> d.getTargetClass().isAssignableTo(Facet.class)
                                        && !d.getTargetClass().isInterface()
                                        && !one.isAssignableTo(
                                                d.getTargetClass().getName())
                                        && !d.getTargetClass().equals(one))
                                .forEach(d -> events.add(SimpleConditionEvent.satisfied(one, d.getDescription())));
                    }
                })
                .check(MAIN);
    }

    @Test
    void there_are_no_cycles() {
        slices().matching("io.bucketwarden.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void no_file_is_longer_than_three_hundred_lines_and_no_facet_than_one_hundred_and_twenty() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            for (var file :
                    files.filter(f -> f.toString().matches(".*\\.(java|py|sh)")).toList()) {
                var limit = file.toString().endsWith("Facet.java") ? 120 : 300;
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(limit);
            }
        }
    }

    /** A server that is made elsewhere may be the first one, and then the JDK reads no bounds. */
    @Test
    void servers_are_made_in_one_place() {
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "serving.BoundedServer")
                .should()
                .callMethod(HttpServer.class, "create", InetSocketAddress.class, int.class)
                .check(MAIN);
    }

    /** The reference of the metrics is made of the families, so none may be registered beside them. */
    @Test
    void meters_are_registered_in_one_place() {
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "telemetry.Meters")
                .should()
                .callMethodWhere(new DescribedPredicate<>("a meter is registered") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        var owner = call.getTargetOwner();
                        return owner.getPackageName().equals("io.micrometer.core.instrument")
                                && (call.getName().equals("builder") || owner.isAssignableTo(MeterRegistry.class));
                    }
                })
                .check(MAIN);
    }

    /** A document that was cleared is made by the preflight alone, and only such a document is sent. */
    @Test
    void no_policy_document_is_written_without_preflight() {
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "posture.PolicyWrite")
                .should()
                .callMethodWhere(new DescribedPredicate<>("a policy document is written") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        // A client that passes on what it is asked to send decides nothing.
                        return !call.getOriginOwner().isAssignableTo(S3Client.class)
                                && POLICY_WRITES.contains(call.getTarget().getName())
                                && call.getTargetOwner().getPackageName().startsWith("software.amazon.awssdk");
                    }
                })
                .check(MAIN);
        var send = MAIN.get(ROOT + "posture.PolicyWrite").getMethods().stream()
                .filter(method -> method.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> POLICY_WRITES.contains(call.getName())
                                        && call.getTargetOwner()
                                                .getPackageName()
                                                .startsWith("software.amazon.awssdk"))
                        && !method.getName().equals("delete"))
                .toList();
        assertThat(send)
                .singleElement()
                .satisfies(method -> assertThat(method.getRawParameterTypes())
                        .extracting(JavaClass::getSimpleName)
                        .contains("Cleared"));
        assertThat(MAIN.get(Preflight.Cleared.class).getConstructors())
                .allSatisfy(
                        constructor -> assertThat(constructor.getModifiers()).contains(JavaModifier.PRIVATE));
    }
}
