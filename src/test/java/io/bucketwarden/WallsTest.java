package io.bucketwarden;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walls of the house: who may know whom. */
class WallsTest {

    private static final String ROOT = "io.bucketwarden.";
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
            posture   | text api iam
            posture.preflight | iam
            posture.undo | api iam posture
            fleet     | api iam
            aws       | api posture iam access.reading
            access    | text api iam
            access.log | iam access
            access.cloudtrail | iam access
            access.reading | access
            access.baseline | text api iam access
            access.impact | api iam access
            events    | text posture aws access access.cloudtrail
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
            tracking  | text api access access.log access.cloudtrail access.reading access.baseline access.impact posture posture.facet fleet aws events operator
            command.doctor | command aws doctor
            command.iampolicy | command api posture aws permissions
            command.plan | command api iam posture posture.facet posture.preflight fleet aws operator
            command.preview | command api access access.log access.cloudtrail access.reading access.impact posture posture.facet aws
            command.report | command api report
            command.revert | command api iam posture posture.facet posture.undo fleet aws operator.records
            command.run | command api posture posture.facet aws events telemetry openreports page operator operator.status tracking
            command.scan | command api posture aws
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = WALLS)
    void each_package_knows_only_those_below_it(String name, @Nullable String allowed) {
        var own = Stream.concat(Stream.of(ROOT + name + ".."), packages(allowed).stream())
                .toArray(String[]::new);

        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.bucketwarden..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(own))))
                .check(MAIN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = WALLS)
    void each_allowance_is_used(String name, @Nullable String allowed) {
        var within = JavaClass.Predicates.resideInAPackage(ROOT + name + "..");
        var known = MAIN.stream()
                .filter(within)
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .filter(DescribedPredicate.not(within))
                .map(JavaClass::getPackageName);

        assertThat(known).containsAll(packages(allowed));
    }

    private static List<String> packages(@Nullable String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(" ")).map(name -> ROOT + name).toList();
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
    void there_are_no_cycles() {
        slices().matching("io.bucketwarden.(**)").should().beFreeOfCycles().check(MAIN);
    }

    /** Nested classes belong to those that they are in. The compiler copies constants of simple types, so none is seen here. */
    @Test
    void no_classes_of_the_operator_know_each_other_in_a_circle() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass one) {
                        return one.getPackageName().equals(ROOT + "operator")
                                ? SliceIdentifier.of(
                                        one.getBaseComponentType().getName().replaceFirst("\\$.*", ""))
                                : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "the classes of the operator";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }
}
