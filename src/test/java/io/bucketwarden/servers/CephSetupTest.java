package io.bucketwarden.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What setup says when Ceph cannot be had as it should be. Nothing is fetched: the commands that would are functions here. */
class CephSetupTest {

    @TempDir
    private Path folder;

    @Test
    void packages_without_what_is_needed_are_named_as_missing() throws Exception {
        var said = run("""
                mkdir -p "$CEPH/bin" "$CEPH/packages" && touch "$CEPH/packages/a.deb"
                dpkg-deb() { mkdir -p "$3/usr/lib"; }
                debs_unpack ceph
                """);

        assertThat(said)
                .startsWith("missing: Ceph. Its packages have no folder rados-classes")
                .endsWith("exit 1\n");
    }

    @Test
    void a_program_that_no_package_has_is_named() throws Exception {
        var said = run("""
                mkdir -p "$CEPH/bin" "$CEPH/packages" && touch "$CEPH/packages/a.deb"
                dpkg-deb() { mkdir -p "$3/usr/lib/x/rados-classes"; }
                debs_unpack ceph
                """);

        assertThat(said)
                .startsWith("missing: Ceph. Its packages have no /usr/bin/ceph-mon")
                .endsWith("exit 1\n");
    }

    @Test
    void being_offline_is_said() throws Exception {
        var said = run("""
                mkdir -p "$CEPH"
                debs_apt_settings() { :; }
                apt-get() { case "$*" in *update*) return 100 ;; esac }
                debs_have_apt() { :; }
                debs_get ceph
                """);

        assertThat(said)
                .contains("is this machine offline?", "missing: Ceph. Its packages are not found")
                .endsWith("exit 1\n");
    }

    @Test
    void the_version_is_told_and_another_one_is_set_up_anew() throws Exception {
        assertThat(run(withVersion("18.2.1"))).contains("Ceph 18.2.1 is set up", "version 16", "skipped", "exit 0");
        assertThat(run(withVersion("18.2.1"))).isEqualTo("exit 0\n");
        assertThat(run(withVersion("16.2.15"))).isEqualTo("Ceph 16.2.15 is set up.\nexit 0\n");
        assertThat(run(withVersion("none")))
                .contains("missing: Ceph. It does not start, or does not say its version", "exit 1");
    }

    private static String withVersion(String version) {
        return """
                mkdir -p "$CACHE/path"
                for program in "${CEPH_PROGRAMS[@]}"; do
                  printf '#!/bin/sh\necho "ceph version %s (0) (stable)"\n' >"$CACHE/path/$program"
                  chmod +x "$CACHE/path/$program"
                done
                PATH=$CACHE/path:$PATH
                ceph_server
                """.formatted(version);
    }

    private String run(String commands) throws IOException, InterruptedException {
        return SetupScript.run("ceph", folder, commands);
    }
}
