package io.bucketwarden.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.posture.Facet;
import io.bucketwarden.posture.facet.Facets;
import io.bucketwarden.servers.Moto;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    @Test
    void each_is_told_in_full_and_shows_in_scenarios_that_there_are() {
        var scenarios = Scenarios.ALL.stream().map(Scenario::name).toList();

        assertThat(Differences.ALL).isNotEmpty().allSatisfy(it -> {
            assertThat(List.of(it.name(), it.store(), it.version(), it.facet(), it.seen()))
                    .noneMatch(String::isBlank);
            assertThat(List.of(it.aws(), it.here(), it.means()))
                    .as(it.name())
                    .allMatch(sentence -> sentence.endsWith("."));
            assertThat(it.scenarios()).as(it.name()).isNotEmpty();
            assertThat(scenarios).as(it.name()).containsAll(it.scenarios());
        });
    }

    @Test
    void of_one_store_no_two_have_one_name_or_one_scenario() {
        var names = new ArrayList<String>();
        var scenarios = new ArrayList<String>();
        for (var it : Differences.ALL) {
            names.add(it.store() + " " + it.name());
            it.scenarios().forEach(scenario -> scenarios.add(it.store() + " " + scenario));
        }

        assertThat(names).doesNotHaveDuplicates();
        assertThat(scenarios).doesNotHaveDuplicates();
    }

    @Test
    void those_of_moto_are_of_the_one_that_setup_installs() {
        assertThat(Differences.ALL)
                .filteredOn(it -> it.store().equals("moto"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.version()).isEqualTo(Moto.version()));
    }

    @Test
    void every_facet_is_repaired_and_every_setting_of_one_put_back() {
        var scenarios = Scenarios.ALL.stream().map(Scenario::facet).toList();

        assertThat(scenarios).containsAll(Facets.ALL.stream().map(Facet::name).toList());
        assertThat(Scenarios.ALL)
                .extracting(Scenario::name)
                .doesNotHaveDuplicates()
                .contains(
                        "public-access-put-back",
                        "ownership-put-back",
                        "encryption-put-back",
                        "versioning-put-back",
                        "logging-put-back",
                        "secure-transport-put-back");
    }
}
