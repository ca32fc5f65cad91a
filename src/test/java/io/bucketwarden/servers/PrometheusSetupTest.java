package io.bucketwarden.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What setup says of Prometheus. Nothing is fetched: what is set up are scripts on the PATH. */
class PrometheusSetupTest {

    @TempDir
    private Path folder;

    @Test
    void what_is_on_the_path_is_linked_and_another_version_is_set_up_anew() throws Exception {
        assertThat(run(withVersion("2.53.0"))).isEqualTo("Prometheus 2.53.0 is set up.\nexit 0\n");
        assertThat(run(withVersion("2.53.0"))).isEqualTo("exit 0\n");
        assertThat(run(withVersion("3.1.0"))).isEqualTo("Prometheus 3.1.0 is set up.\nexit 0\n");
        assertThat(folder.resolve("prometheus/bin/promtool")).isExecutable();
    }

    @Test
    void one_that_does_not_start_is_named_with_what_to_do() throws Exception {
        assertThat(run(withVersion("none")))
                .contains("missing: Prometheus. It does not start", "BUCKETWARDEN_WITHOUT_PROMETHEUS=1")
                .endsWith("exit 1\n");
    }

    @Test
    void a_package_that_cannot_be_found_is_named_with_what_to_do() throws Exception {
        assertThat(run("""
                        mkdir -p "$PROMETHEUS"
                        debs_fetch() { return 1; }
                        debs_have_apt() { :; }
                        debs_get prometheus
                        """))
                .contains("missing: Prometheus. Its packages are not found", "BUCKETWARDEN_WITHOUT_PROMETHEUS=1")
                .endsWith("exit 1\n");
    }

    @Test
    void it_can_be_left_out() throws Exception {
        assertThat(run("BUCKETWARDEN_WITHOUT_PROMETHEUS=1\n" + withVersion("none")))
                .isEqualTo("exit 0\n");
        assertThat(folder.resolve("prometheus")).doesNotExist();
    }

    private static String withVersion(String version) {
        return """
                mkdir -p "$CACHE/path"
                for program in "${PROMETHEUS_PROGRAMS[@]}"; do
                  printf '#!/bin/sh\necho "%%s, version %s (branch: debian)"\n' "$program" >"$CACHE/path/$program"
                  chmod +x "$CACHE/path/$program"
                done
                PATH=$CACHE/path:$PATH
                prometheus_server
                """.formatted(version);
    }

    private String run(String commands) throws IOException, InterruptedException {
        return SetupScript.run("prometheus", folder, commands);
    }
}
