package io.bucketwarden.command.revert;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.command.StrangeText;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.undo.Kept;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevertTableTest {

    private static final String EVIL = StrangeText.WRITTEN;

    @Test
    void what_strangers_wrote_is_shown_and_not_obeyed() {
        var kept = new Kept(Instant.EPOCH, "payments/p", "uid", Map.of(), Map.of());
        var row = RevertRow.of(new BucketId("", EVIL), EVIL, kept).with(RevertRow.State.Failed, EVIL);

        assertThat(RevertTable.of(List.of(row))).contains(StrangeText.SHOWN).satisfies(StrangeText::assertHarmless);
    }
}
