package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.Readings;
import io.bucketwarden.posture.Touched;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecollectionsTest {

    private static final BucketId BUCKET = new BucketId("111111111111", "acme");
    private static final GrantedAccount ROLE =
            new GrantedAccount("111111111111", "arn:aws:iam::111111111111:role/one", null, List.of());
    private static final Readings READ = new Readings(Map.of("GetBucketAcl", "private", "GetBucketTagging", "none"));

    private final Recollections known = new Recollections(true);

    @Test
    void each_way_in_remembers_what_it_read() {
        known.keep(BUCKET, ROLE, READ, false);

        assertThat(known.of(BUCKET, ROLE)).isEqualTo(READ);
        assertThat(known.of(BUCKET, GrantedAccount.OWN)).isEqualTo(Readings.NONE);
    }

    @Test
    void what_has_changed_is_forgotten_by_every_way_in() {
        known.keep(BUCKET, ROLE, READ, false);
        known.keep(BUCKET, GrantedAccount.OWN, READ, false);

        known.drop(BUCKET, Touched.by("PutBucketAcl"));

        var left = new Readings(Map.of("GetBucketTagging", "none"));
        assertThat(known.of(BUCKET, ROLE)).isEqualTo(left);
        assertThat(known.of(BUCKET, GrantedAccount.OWN)).isEqualTo(left);
        known.drop(BUCKET, Touched.EVERYTHING);
        assertThat(known.of(BUCKET, ROLE)).isEqualTo(Readings.NONE);
    }

    @Test
    void where_nothing_is_heard_only_what_is_verified_soon_is_remembered() {
        var deaf = new Recollections(false);
        deaf.keep(BUCKET, ROLE, READ, true);
        assertThat(deaf.of(BUCKET, ROLE)).isEqualTo(READ);

        deaf.keep(BUCKET, ROLE, READ, false);

        assertThat(deaf.size()).isZero();
    }

    @Test
    void of_too_many_buckets_those_are_forgotten_that_were_looked_at_longest_ago() {
        for (int i = 0; i <= Recollections.BUCKETS; i++) {
            known.keep(new BucketId("111111111111", "acme-" + i), ROLE, READ, false);
        }

        assertThat(known.size()).isEqualTo(Recollections.BUCKETS);
        assertThat(known.of(new BucketId("111111111111", "acme-0"), ROLE)).isEqualTo(Readings.NONE);
        assertThat(known.of(new BucketId("111111111111", "acme-1"), ROLE)).isEqualTo(READ);
    }
}
