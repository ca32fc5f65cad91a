package io.bucketwarden.awscalls;

import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Records which classes of tests ran to their end, and which were skipped, or tests of them; JUnit finds it by itself. */
public final class RanClasses implements AfterAllCallback, TestWatcher {

    private final Consumer<String> ran;
    private final Consumer<String> skipped;

    /** For JUnit. */
    public RanClasses() {
        this(CallRecord::addClass, CallRecord::addSkipped);
    }

    RanClasses(Consumer<String> ran, Consumer<String> skipped) {
        this.ran = ran;
        this.skipped = skipped;
    }

    /** A class that gave up in its set-up comes here as well, and none of its tests has run. */
    @Override
    public void afterAll(ExtensionContext context) {
        var name = context.getRequiredTestClass().getName();
        if (context.getExecutionException().isPresent()) {
            skipped.accept(name);
        } else {
            ran.accept(name);
        }
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        skip(context);
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        skip(context);
    }

    private void skip(ExtensionContext context) {
        skipped.accept(context.getRequiredTestClass().getName() + CallRecord.TEST + context.getDisplayName());
    }
}
