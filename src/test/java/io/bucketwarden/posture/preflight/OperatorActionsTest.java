package io.bucketwarden.posture.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.posture.facet.Facets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperatorActionsTest {

    /** Of an account, or of another bucket: the document of this one does not decide about them. */
    private static final Set<String> ELSEWHERE = Set.of("s3:GetAccountPublicAccessBlock", "s3:ListBucket");

    @Test
    void the_operator_is_asked_about_everything_that_the_facets_do_with_a_bucket() {
        var needed = Facets.ALL.stream()
                .flatMap(facet ->
                        Stream.concat(facet.about().readActions().stream(), facet.about().writeActions().stream()))
                .filter(action -> !ELSEWHERE.contains(action))
                .collect(Collectors.toSet());

        assertThat(Stream.concat(Probes.POLICY_ACTIONS.stream(), Probes.OPERATOR_ACTIONS.stream()))
                .containsExactlyInAnyOrderElementsOf(needed);
    }
}
