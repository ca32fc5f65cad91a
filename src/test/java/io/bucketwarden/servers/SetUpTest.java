package io.bucketwarden.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetUpTest {

    @Test
    void the_cache_is_where_the_variable_says_or_else_in_the_home() {
        assertThat(SetUp.cache(Map.of("BUCKETWARDEN_CACHE", "/else/where"), "/home/me"))
                .isEqualTo(Path.of("/else/where"));
        assertThat(SetUp.cache(Map.of(), "/home/me")).isEqualTo(Path.of("/home/me/.cache/bucketwarden"));
        assertThat(SetUp.cache(Map.of("BUCKETWARDEN_CACHE", ""), "/home/me"))
                .isEqualTo(Path.of("/home/me/.cache/bucketwarden"));
    }

    @Test
    void what_is_not_there_is_named_with_what_to_do() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SetUp.program("lua/bin/none"))
                .withMessageContainingAll(
                        SetUp.of("lua/bin/none").toString(), "make setup", "BUCKETWARDEN_WITHOUT_LUA=1");
    }
}
