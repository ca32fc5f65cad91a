package io.bucketwarden.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What setup says of Lua. Nothing is fetched: the commands that would are functions here. */
class LuaSetupTest {

    @TempDir
    private Path folder;

    @Test
    void what_is_unpacked_starts_with_libraries_of_its_own() throws Exception {
        assertThat(run("""
                        mkdir -p "$CACHE/lua/bin" "$CACHE/lua/packages" && touch "$CACHE/lua/packages/a.deb"
                        dpkg-deb() {
                          mkdir -p "$3/usr/bin" "$3/usr/lib/own" && touch "$3/usr/lib/own/liblua.so.1"
                          printf '#!/bin/sh\necho "$LD_LIBRARY_PATH $*"\n' >"$3/usr/bin/lua5.1"
                          chmod +x "$3/usr/bin/lua5.1"
                        }
                        debs_unpack lua
                        "$CACHE/lua/bin/lua5.1" a 'b c'
                        """)).isEqualTo(folder + "/lua/root/usr/lib/own a b c\nexit 0\n");
        assertThat(folder.resolve("lua/packages")).doesNotExist();
    }

    @Test
    void another_version_than_that_of_argo_cd_is_none() throws Exception {
        assertThat(run(onPath("Lua 5.1"))).isEqualTo("Lua 5.1 is set up.\nexit 0\n");
        assertThat(run(onPath("Lua 5.1"))).isEqualTo("exit 0\n");
        assertThat(run(onPath("Lua 5.4")))
                .contains("missing: Lua. It does not start", "BUCKETWARDEN_WITHOUT_LUA=1")
                .endsWith("exit 1\n");
    }

    @Test
    void neither_a_program_nor_apt_is_said() throws Exception {
        assertThat(run("""
                        lua_on_path() { return 1; }
                        debs_have_apt() { return 1; }
                        timed() { shift; "$@"; }
                        debs_can_be_had lua && echo wrong
                        lua_interpreter
                        """))
                .contains("missing: Lua. It is not on the PATH, and there is no apt", "lua5.1 on the PATH")
                .doesNotContain("wrong")
                .endsWith("exit 1\n");
    }

    private static String onPath(String version) {
        return """
                mkdir -p "$CACHE/path"
                printf '#!/bin/sh\necho "%s"\n' >"$CACHE/path/lua5.1"
                chmod +x "$CACHE/path/lua5.1"
                PATH=$CACHE/path:$PATH
                lua_interpreter
                """.formatted(version);
    }

    private String run(String commands) throws IOException, InterruptedException {
        return SetupScript.run("lua", folder, commands);
    }
}
