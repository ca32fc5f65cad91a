package io.bucketwarden.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CephVersionTest {

    @Test
    void the_major_version_counts() {
        var pacific = CephVersion.of("ceph version 16.2.15 (618f4408) pacific (stable)\n");

        assertThat(pacific.number()).isEqualTo("16.2.15");
        assertThat(pacific.isOf(16)).isTrue();
        assertThat(pacific.isOf(1)).isFalse();
        assertThat(CephVersion.of("ceph version 18.2.1-1ubuntu1 (7fe91d5d) reef")
                        .isOf(16))
                .isFalse();
    }

    @Test
    void what_says_no_version_is_none() {
        assertThatThrownBy(() -> CephVersion.of("radosgw: not found")).hasMessageContaining("not found");
    }
}
