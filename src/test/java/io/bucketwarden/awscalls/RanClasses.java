package io.bucketwarden.awscalls;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Records which classes of tests ran to their end, and which tests of them were skipped; JUnit finds it by itself. */
public final class RanClasses implements AfterAllCallback, TestWatcher {

    @Override
    public void afterAll(ExtensionContext context) {
        CallRecord.addClass(context.getRequiredTestClass().getName());
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        skipped(context);
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        skipped(context);
    }

    private static void skipped(ExtensionContext context) {
        CallRecord.addSkipped(
                context.getTestClass().map(Class::getSimpleName).orElse("") + "." + context.getDisplayName());
    }
}
