package io.bucketwarden.operator.status;

import io.bucketwarden.api.Reason;
import io.bucketwarden.fleet.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the last look at one bucket found for one policy.
 *
 * @param findings one for each facet that the policy governs
 * @param problem why there could be no look; null when there was one
 * @param failures looks in a row that got no answer, this one included
 */
public record Look(
        String bucket, List<Finding> findings, @Nullable Problem problem, int failures) {

    public boolean has(Reason reason) {
        return problem != null ? problem.reason() == reason : findings.stream().anyMatch(f -> f.is(reason));
    }
}
