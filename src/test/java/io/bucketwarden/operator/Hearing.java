package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.operator.status.Remediation;
import java.util.List;
import java.util.function.Consumer;

/** Hears only what became of the messages of queues. */
record Hearing(Consumer<String> of) implements PassListener {

    @Override
    public void passed(List<S3BucketPolicy> policies, int reads, List<Remediation> remediations) {}

    @Override
    public void heard(String result) {
        of.accept(result);
    }
}
