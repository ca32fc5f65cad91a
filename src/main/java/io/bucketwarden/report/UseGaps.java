package io.bucketwarden.report;

import io.bucketwarden.api.Condition;
import io.bucketwarden.api.S3BucketAccessStatus.Phase;
import java.util.ArrayList;
import java.util.List;

/** What is not known of who uses a bucket. */
final class UseGaps {

    private UseGaps() {}

    static List<String> of(UseFacts use) {
        var gaps = new ArrayList<String>();
        var status = use.status();
        var reading = status.conditions().stream()
                .filter(condition -> condition.type() == Condition.Type.Reading)
                .findFirst();
        if (use.isEmpty()) {
            gaps.add("Who uses it: nothing was read yet.");
        }
        if (reading.isEmpty() && !use.isEmpty()) {
            gaps.add("Who uses it: nothing tells whether the logs are read to their end.");
        }
        reading.filter(condition -> !condition.isTrue())
                .ifPresent(condition -> gaps.add("Who uses it: " + condition.message()));
        status.conditions().stream()
                .filter(condition -> condition.type() == Condition.Type.Saturated && condition.isTrue())
                .forEach(condition -> gaps.add("Who uses it: " + condition.message()));
        if (status.phase() == Phase.Learning) {
            gaps.add("Who is new: it is still learned who uses it, so nobody is told as new"
                    + Words.instant(status.learningUntil())
                            .map(until -> " before " + Words.minute(until) + " UTC")
                            .orElse("")
                    + ".");
        }
        var summary = status.summary();
        if (summary != null) {
            if (summary.accessors() > status.accessors().size()) {
                gaps.add("Who uses it: "
                        + Words.count(summary.accessors() - status.accessors().size(), "accessor")
                        + " more, of which only is remembered that they were seen.");
            }
            if (summary.unreadable() > 0) {
                gaps.add(
                        "Who uses it: " + Words.count(summary.unreadable(), "line") + " of the log could not be read.");
            }
            if (summary.vanishedObjects() > 0) {
                gaps.add("Who uses it: " + Words.count(summary.vanishedObjects(), "object")
                        + " of the log were gone before they could be read.");
            }
        }
        return gaps;
    }
}
