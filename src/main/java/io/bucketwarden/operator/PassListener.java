package io.bucketwarden.operator;

import io.bucketwarden.api.S3BucketPolicy;
import java.util.List;

/** Hears of every pass, for metrics. */
@FunctionalInterface
public interface PassListener {

    PassListener NONE = (policy, reads, remediations) -> {};

    /** One write for one facet; {@code result} is {@code written}, {@code refused} or {@code halted}. */
    record Remediation(String facet, String result) {}

    void passed(S3BucketPolicy policy, int reads, List<Remediation> remediations);
}
