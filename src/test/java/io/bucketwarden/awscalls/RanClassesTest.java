package io.bucketwarden.awscalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

class RanClassesTest {

    private static final String NAME = RanClassesTest.class.getName();

    private final List<String> ran = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final RanClasses classes = new RanClasses(ran::add, skipped::add);

    @Test
    void a_class_that_came_to_its_end_ran() {
        classes.afterAll(ended(null));

        assertThat(ran).containsExactly(NAME);
        assertThat(skipped).isEmpty();
    }

    @Test
    void a_class_that_gave_up_before_its_first_test_did_not_run() {
        classes.afterAll(ended(new TestAbortedException("there is no such server")));

        assertThat(ran).isEmpty();
        assertThat(skipped).containsExactly(NAME);
    }

    @Test
    void a_test_that_was_skipped_is_told_with_its_class() {
        classes.testAborted(ended(null), new TestAbortedException());
        classes.testDisabled(ended(null), Optional.empty());

        assertThat(skipped).hasSize(2).containsOnly(NAME + "#one()");
    }

    private static ExtensionContext ended(@Nullable Throwable why) {
        return (ExtensionContext) Proxy.newProxyInstance(
                RanClassesTest.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.class},
                (_, method, _) -> switch (method.getName()) {
                    case "getRequiredTestClass" -> RanClassesTest.class;
                    case "getDisplayName" -> "one()";
                    case "getExecutionException" -> Optional.ofNullable(why);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
