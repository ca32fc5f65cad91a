package io.bucketwarden.posture.facet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.Posture;
import io.bucketwarden.posture.About;
import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.Part;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FacetsTest {

    @Test
    void the_order_is_the_one_whose_reasons_stand_beside_the_list() {
        assertThat(Facets.ALL)
                .extracting(Facet::name)
                .containsExactly(
                        "publicAccess",
                        "objectOwnership",
                        "encryption",
                        "versioning",
                        "mfaDelete",
                        "logging",
                        "secureTransport",
                        "networkAccess",
                        "accountAccess");
    }

    @Test
    void a_posture_has_a_field_and_a_name_for_each_and_no_other() {
        var names = Facets.ALL.stream().map(Facet::name).toList();

        assertThat(Posture.class.getRecordComponents())
                .extracting(RecordComponent::getName)
                .containsExactlyElementsOf(names);
        assertThat(Posture.facets()).containsExactlyElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_facet_says_what_it_needs(About about) {
        assertThat(about.why()).endsWith(".");
        assertThat(about.readActions()).isNotEmpty().allMatch(a -> a.matches("s3:(Get|List)[A-Za-z]+"));
        assertThat(about.writeActions()).isNotEmpty().allMatch(a -> a.matches("s3:(Put|Delete|Get)[A-Za-z]+"));
        assertThat(about.apiCalls()).isNotEmpty();
        assertThat(about.link()).startsWith("https://docs.aws.amazon.com/");
    }

    @Test
    void no_two_facets_own_the_same_statement() {
        var sids = Facets.ALL.stream().flatMap(f -> f.sids().stream()).toList();

        assertThat(new HashSet<>(sids)).hasSameSizeAs(sids);
        assertThat(sids).allMatch(sid -> sid.matches("Bucketwarden[A-Za-z]+"));
    }

    /** What a facet does not name here could not be put back. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    publicAccess    | PublicAccessBlock Acl
                    objectOwnership | Ownership Acl
                    encryption      | Encryption
                    versioning      | Versioning
                    mfaDelete       |
                    logging         | Logging
                    secureTransport |
                    networkAccess   |
                    accountAccess   |
                    """)
    void every_facet_names_all_that_it_writes(String name, String parts) {
        var facet = Facets.ALL.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
        var writes = facet.about().writeActions().stream()
                .filter(action -> !action.endsWith("BucketPolicy") && !action.startsWith("s3:Get"))
                .count();

        assertThat(facet.changes().stream().map(Part::name))
                .containsExactlyInAnyOrder(parts == null ? new String[0] : parts.split(" "));
        assertThat(facet.changes()).hasSize((int) writes);
        assertThat(facet.sids().isEmpty())
                .isEqualTo(!facet.about().writeActions().contains("s3:PutBucketPolicy"));
    }

    static Stream<About> all() {
        return Facets.ALL.stream().map(Facet::about);
    }
}
