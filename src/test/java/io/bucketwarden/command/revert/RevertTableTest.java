package io.bucketwarden.command.revert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.bucketwarden.command.StrangeText;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.posture.Part;
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

    @Test
    void what_opens_a_bucket_is_said_once_for_it_before_and_after() throws JsonProcessingException {
        var block = new Kept(
                Instant.EPOCH, "payments/p", "uid", Map.of(Part.PublicAccessBlock, NullNode.getInstance()), Map.of());
        var acl = new Kept(
                Instant.EPOCH, "payments/p", "uid", Map.of(Part.Acl, new ObjectMapper().readTree("""
                {"Grants": [{"Permission": "READ", "Grantee": {"Type": "Group",
                 "URI": "http://acs.amazonaws.com/groups/global/AllUsers"}}]}""")), Map.of());
        var versioning =
                new Kept(Instant.EPOCH, "payments/p", "uid", Map.of(Part.Versioning, NullNode.getInstance()), Map.of());
        var website = new BucketId("", "website");
        var rows = RevertRow.opening(List.of(
                RevertRow.of(website, "publicAccess", block),
                RevertRow.of(website, "objectOwnership", acl),
                RevertRow.of(website, "versioning", versioning)));
        var opens = "This opens website to everyone: READ to AllUsers, and its public access block is off.";

        assertThat(RevertTable.of(rows)).containsOnlyOnce(opens).endsWith(opens + "\n");
        assertThat(RevertTable.of(rows.stream()
                        .map(row -> row.with(RevertRow.State.Reverted, null))
                        .toList()))
                .containsOnlyOnce(opens);
        assertThat(RevertTable.of(rows.stream()
                        .map(row -> row.with(RevertRow.State.Failed, "refused"))
                        .toList()))
                .doesNotContain("This opens");
        assertThat(new ObjectMapper().writeValueAsString(rows))
                .contains("\"facet\":\"publicAccess\"", "\"opens\":\"" + opens + "\"");
        assertThat(rows.getLast().opens()).isNull();
    }
}
