package io.bucketwarden;

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
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What may be done where, beside who may know whom. */
class ArchitectureTest {

    private static final String ROOT = "io.bucketwarden.";
    private static final Set<String> POLICY_WRITES = Set.of("putBucketPolicy", "deleteBucketPolicy");
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.bucketwarden");

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

    /** A row of {@link WallsTest} is about a package with all within it. */
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
