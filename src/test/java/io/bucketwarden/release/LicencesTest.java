package io.bucketwarden.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bucketwarden.release.Sbom.Component;
import java.util.List;
import org.junit.jupiter.api.Test;

class LicencesTest {

    @Test
    void a_name_that_is_known_is_called_as_spdx_does() throws JsonProcessingException {
        assertThat(licences("{\"license\": {\"name\": \"The Apache License, Version 2.0\"}}"))
                .containsExactly("Apache-2.0");
        assertThat(licences("{\"license\": {\"id\": \"MIT\"}}")).containsExactly("MIT");
        assertThat(licences("{\"license\": {\"name\": \"My own\"}}")).containsExactly("My own");
        assertThat(licences("{\"expression\": \"GPL-2.0-only OR MIT\"}")).containsExactly("GPL-2.0-only OR MIT");
    }

    @Test
    void what_is_not_allowed_is_named() {
        var strict = library("strict", "GPL-3.0-only");
        var silent = library("silent");

        assertThat(Licences.refused(List.of(library("fine", "MIT"), strict, silent)))
                .containsExactly("org.acme:strict 1.0: [GPL-3.0-only]", "org.acme:silent 1.0: no licence is named");
    }

    @Test
    void of_several_licences_all_must_be_allowed_but_where_they_are_known_to_be_a_choice() {
        var both = library("both", "MIT", "LGPL-2.1-only");
        var either = library("either", "MIT OR LGPL-2.1-only");
        var logback = new Component("ch.qos.logback", "core", "1.0", "", List.of("EPL-1.0", "LGPL-2.1-only"));

        assertThat(Licences.refused(List.of(both, either, logback)))
                .containsExactly("org.acme:both 1.0: [MIT, LGPL-2.1-only]");
        assertThat(Licences.page(List.of(logback)))
                .contains("| EPL-1.0 OR LGPL-2.1-only | 1 |")
                .contains("| `ch.qos.logback:core` | 1.0 | EPL-1.0 OR LGPL-2.1-only |");
    }

    private static Component library(String name, String... licences) {
        return new Component("org.acme", name, "1.0", "", List.of(licences));
    }

    private static List<String> licences(String choice) throws JsonProcessingException {
        var document = new ObjectMapper().readTree("{\"components\": [{\"licenses\": [%s]}]}".formatted(choice));
        return new Sbom(document).components().getFirst().licences();
    }
}
