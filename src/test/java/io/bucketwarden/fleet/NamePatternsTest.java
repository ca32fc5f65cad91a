package io.bucketwarden.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternsTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "acme-pay,            acme-pay,      true",
        "acme-pay,            acme-pays,     false",
        "acme-*,              acme-pay,      true",
        "acme-*,              acme-,         true",
        "acme-*,              other-acme-x,  false",
        "acme-?,              acme-1,        true",
        "acme-?,              acme-,         false",
        "acme-?,              acme-12,       false",
        "*-logs,              acme-logs,     true",
        "a*b*c,               aXbXbYc,       true",
        "a.c,                 abc,           false",
        "*,                   anything,      true",
        "acme-* !acme-tmp-*,  acme-tmp-1,    false",
        "!acme-tmp-* acme-*,  acme-tmp-1,    false",
        "!acme-tmp-* acme-*,  acme-pay,      true",
        "acme-* !acme-tmp acme-tmp, acme-tmp, false",
        "a-* b-*,             b-1,           true",
        "!a-*,                b-1,           false",
        "!*,                  b-1,           false",
    })
    void a_name_matches_one_that_includes_and_none_that_excludes(String patterns, String bucket, boolean matches) {
        assertThat(patterns(patterns).match(bucket)).isEqualTo(matches);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"*, true", "**, true", "x* *, true", "* !tmp-*, true", "?*, false", "a*, false", "!*, false"})
    void a_star_alone_includes_every_name(String patterns, boolean all) {
        assertThat(patterns(patterns).includeAll()).isEqualTo(all);
    }

    private static NamePatterns patterns(String spaced) {
        return NamePatterns.of(List.of(spaced.split(" ")));
    }
}
