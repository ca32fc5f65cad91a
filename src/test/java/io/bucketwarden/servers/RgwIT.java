package io.bucketwarden.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class RgwIT {

    private final Rgw rgw = Rgw.get();

    @Test
    void accounts_are_strangers_to_each_other_and_so_is_who_signs_nothing() {
        var owner = rgw.user("111111111111", "owner");
        var stranger = rgw.user("222222222222", "stranger");
        rgw.s3(owner).createBucket(r -> r.bucket("rgw-it"));

        rgw.s3(owner, "127.0.0.2").putObject(r -> r.bucket("rgw-it").key("k"), RequestBody.fromString("x"));

        var own = new Visitor(rgw.s3(owner, "127.0.0.3"), "rgw-it");
        assertThat(own.gets("k")).isEqualTo(200);
        assertThat(new Visitor(rgw.s3(stranger), owner.named("rgw-it")).gets("k"))
                .isEqualTo(403);
        assertThat(new Visitor(rgw.anonymous(), owner.named("rgw-it")).gets("k"))
                .isEqualTo(403);
    }
}
