package io.bucketwarden.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevertWishTest {

    @Test
    void names_are_taken_by_commas_and_all_is_every_facet() {
        assertThat(RevertWish.of(" encryption,networkAccess ,").facets())
                .containsExactlyInAnyOrder("encryption", "networkAccess");
        assertThat(RevertWish.of("all").facets()).containsExactlyInAnyOrderElementsOf(Posture.facets());
        assertThat(RevertWish.of("all").refusal()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ","})
    void no_name_is_no_wish(String annotation) {
        assertThat(RevertWish.of(annotation).facets()).isEmpty();
        assertThat(RevertWish.of(annotation).refusal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"encryption,networkAcess", "All", "true", "encryption;versioning", "all,nothing"})
    void a_wish_that_is_understood_in_half_is_none(String annotation) {
        assertThat(RevertWish.of(annotation).facets()).isEmpty();
        assertThat(RevertWish.of(annotation).refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("no effect", "networkAccess"));
    }
}
