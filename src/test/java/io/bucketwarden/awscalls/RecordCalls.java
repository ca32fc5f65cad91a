package io.bucketwarden.awscalls;

import io.bucketwarden.awscalls.RecordedCall.Need;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Records the calls that the product makes. The SDK finds it on the class path of tests, and takes it into every client of
 * the JVM; those of tests themselves are known by their user agent, and by who calls.
 */
public final class RecordCalls implements ExecutionInterceptor {

    private static final String OURS = "io.bucketwarden.";

    /** Clients of ours around those of the SDK. */
    private static final Set<String> WRAPPERS =
            Set.of(OURS + "aws.PacedS3", OURS + "aws.SentOnce", OURS + "aws.SecondLook", OURS + "aws.SharedAnswers");

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (!CallRecord.isWanted()
                || !context.httpRequest()
                        .firstMatchingHeader("User-Agent")
                        .orElse("")
                        .contains("bucketwarden")) {
            return;
        }
        List<Class<?>> callers = STACK.walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                .filter(it -> it.getName().startsWith(OURS) && it != RecordCalls.class)
                .filter(it -> !WRAPPERS.contains(it.getName().replaceFirst("\\$.*", "")))
                .toList());
        if (callers.isEmpty() || isOfTests(callers.getFirst())) {
            return;
        }
        var ofAccount =
                context.httpRequest().firstMatchingHeader("x-amz-account-id").isPresent();
        var service = ofAccount
                ? "s3control"
                : attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT);
        var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        var by = callers.reversed().stream()
                .filter(it -> !isOfTests(it))
                .findFirst()
                .orElseThrow();
        CallRecord.heard(
                new RecordedCall(need(service, callers), service, operation, by.getSimpleName()),
                context.request().getValueForField("Bucket", String.class).orElse(""));
    }

    private static Need need(String service, List<Class<?>> callers) {
        if (isAmong(callers, OURS + "doctor.") || service.equals("sqs")) {
            return Need.REAL_TIME;
        }
        if (service.equals("sts")) {
            return Need.ROLE;
        }
        if (isAmong(callers, OURS + "aws.S3LogStore")) {
            return Need.LOGS;
        }
        return isAmong(callers, OURS + "posture.Writing") ? Need.WRITE : Need.LOOK;
    }

    private static boolean isAmong(List<Class<?>> callers, String name) {
        return callers.stream().anyMatch(it -> it.getName().startsWith(name) && !isOfTests(it));
    }

    private static boolean isOfTests(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .contains("test-classes");
    }
}
