package io.bucketwarden.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {

    @TempDir
    private Path root;

    @BeforeEach
    void release() throws IOException {
        Files.createDirectories(root.resolve("docs"));
        Files.createDirectories(root.resolve("helm/bucketwarden"));
        tree("1.2.3", "1.2.3", "1.2.3", "image: bucketwarden:1.2.3", "## 1.2.3 - 2026-12-01\n- New.\n");
    }

    @Test
    void this_tree_is_in_order() throws IOException {
        var versions = Versions.of(Path.of(""));

        assertThat(versions.named().problems()).isEmpty();
        assertThat(versions.changelog().problems()).isEmpty();
    }

    @Test
    void a_release_is_the_same_everywhere() throws IOException {
        assertThat(Versions.of(root).named().isOk()).isTrue();
        assertThat(Versions.of(root).changelog().isOk()).isTrue();
        assertThat(Versions.of(root).released().isOk()).isTrue();
    }

    @Test
    void a_snapshot_is_no_release() throws IOException {
        tree("1.2.3-SNAPSHOT", "1.2.3", "1.2.3", "", "## Unreleased\n- New.\n");

        assertThat(Versions.of(root).released().line())
                .startsWith("FAILED: release: 1.2.3-SNAPSHOT is a SNAPSHOT: not a release. ");
    }

    @Test
    void another_version_is_told_where_it_stands() throws IOException {
        tree("1.2.4", "1.2.3", "1.2.4", "bucketwarden:v1.2.2 and bucketwarden-1.2.4.tgz", "");

        assertThat(Versions.of(root).named().line())
                .startsWith("FAILED: version: ")
                .contains("Chart.yaml version says 1.2.3", "README.md says 1.2.2")
                .doesNotContain("appVersion");
    }

    @Test
    void a_snapshot_may_be_called_by_its_release() throws IOException {
        tree("1.2.4-SNAPSHOT", "1.2.4", "1.2.4-SNAPSHOT", "", "## Unreleased\n\n### Added\n- New.\n");

        assertThat(Versions.of(root).named().line())
                .isEqualTo("ok: version: 1.2.4-SNAPSHOT, which is no release yet, and everywhere the same");
        assertThat(Versions.of(root).changelog().isOk()).isTrue();
    }

    @Test
    void a_release_of_which_the_changelog_does_not_tell_is_none() throws IOException {
        tree("1.2.3", "1.2.3", "1.2.3", "", "## Unreleased\n- New.\n\n## 1.2.2\n- Old.\n");
        assertThat(Versions.of(root).changelog().line()).startsWith("FAILED: changelog: it has no section 1.2.3.");

        tree("1.2.3", "1.2.3", "1.2.3", "", "## 1.2.3\n\n## 1.2.2\n- Old.\n");
        assertThat(Versions.of(root).changelog().problems()).containsExactly("its section 1.2.3 tells of nothing");
    }

    private void tree(String pom, String chart, String app, String readme, String changelog) throws IOException {
        Files.writeString(root.resolve("pom.xml"), """
                <project>
                  <artifactId>bucketwarden</artifactId>
                  <version>%s</version>
                </project>
                """.formatted(pom));
        Files.writeString(
                root.resolve("helm/bucketwarden/Chart.yaml"), "version: " + chart + "\nappVersion: \"" + app + "\"\n");
        Files.writeString(root.resolve("README.md"), readme);
        Files.writeString(root.resolve("CHANGELOG.md"), changelog);
    }
}
