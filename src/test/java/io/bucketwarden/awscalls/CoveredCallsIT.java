package io.bucketwarden.awscalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bucketwarden.generate.IamFiles;
import io.bucketwarden.permissions.IamActions;
import io.bucketwarden.permissions.Permission;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Runs after all other integration tests, in a JVM of its own, and holds the calls to AWS that they recorded against the
 * policies of {@code config/iam}. The rehearsal of the image against buckets in memory is not recorded.
 */
class CoveredCallsIT {

    private final Path run = Path.of(System.getProperty("recorded.calls", "target/aws-calls/none"));

    @BeforeEach
    void needs_a_record() {
        if (!Files.isDirectory(run)) {
            System.out.println("No integration test ran, so there is no call to hold against the policies of IAM.");
        }
        assumeTrue(Files.isDirectory(run));
    }

    @Test
    void every_call_is_allowed_by_the_policy_of_its_occasion() throws IOException {
        assertThat(coverage().uncovered()).isEmpty();
    }

    @Test
    void every_permission_is_used() throws IOException {
        var gap = new Completeness(allClasses(), CallRecord.classes(run), CallRecord.skipped(run), CallsAws.ofTests())
                .gap();
        gap.ifPresent(System.err::println);
        assumeTrue(gap.isEmpty(), gap.orElse(""));

        var unexercised = IamActions.lines("unexercised.txt")
                .map(line -> line[0] + " " + line[1])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(coverage().unused())
                .as("permissions that no call needed; unexercised.txt names those that no server here can show")
                .isEqualTo(unexercised);
    }

    private Coverage coverage() throws IOException {
        return new Coverage(CallRecord.calls(run), allowed(), Operations.TABLE);
    }

    private static Map<String, Set<String>> allowed() {
        var allowed = new TreeMap<String, Set<String>>();
        IamFiles.PERMISSIONS.forEach((policy, permissions) ->
                allowed.put(policy, permissions.stream().map(Permission::action).collect(Collectors.toSet())));
        return allowed;
    }

    private static Set<String> allClasses() throws IOException {
        var root = Path.of("target/test-classes");
        try (var files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith("IT.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .filter(name -> !name.equals(CoveredCallsIT.class.getName()) && isConcrete(name))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isConcrete(String name) {
        try {
            var type = Class.forName(name, false, CoveredCallsIT.class.getClassLoader());
            return !Modifier.isAbstract(type.getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
