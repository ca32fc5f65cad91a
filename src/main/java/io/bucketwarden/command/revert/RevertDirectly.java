package io.bucketwarden.command.revert;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.command.revert.RevertRow.State;
import io.bucketwarden.fleet.BucketId;
import io.bucketwarden.iam.AccountId;
import io.bucketwarden.posture.CallFailed;
import io.bucketwarden.posture.LiveBucket;
import io.bucketwarden.posture.Outcome;
import io.bucketwarden.posture.Plan;
import io.bucketwarden.posture.Remedy;
import io.bucketwarden.posture.Verdict;
import io.bucketwarden.posture.facet.Facets;
import io.bucketwarden.posture.undo.Kept;
import io.bucketwarden.posture.undo.PutBack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts facets back with the caller's own credentials, through the same plan as the operator. */
record RevertDirectly(Buckets buckets) {

    /** What became of all facets of one bucket. */
    List<RevertRow> putBack(BucketId id, List<RevertRow> rows) {
        try {
            var owner = AccountId.isOne(id.account()) ? id.account() : null;
            return putBack(buckets.open(id.name(), GrantedAccount.OWN, owner, null), rows);
        } catch (CallFailed e) {
            return rows.stream().map(row -> row.with(State.Failed, e.text())).toList();
        }
    }

    private static List<RevertRow> putBack(LiveBucket bucket, List<RevertRow> rows) {
        var kept = Kept.together(rows.stream().collect(Collectors.toMap(RevertRow::facet, RevertRow::kept)));
        var backs = new LinkedHashMap<String, PutBack>();
        var failures = new LinkedHashMap<String, String>();
        var verdicts = new LinkedHashMap<String, Verdict>();
        for (var facet : Facets.ALL) {
            var entry = kept.get(facet.name());
            if (entry != null) {
                try {
                    var back = PutBack.of(facet, entry, Map.of(), bucket);
                    backs.put(facet.name(), back);
                    verdicts.put(facet.name(), new Verdict.Drifted(List.of(), back.remedies()));
                } catch (CallFailed e) {
                    failures.put(facet.name(), e.text());
                }
            }
        }
        var outcomes = Plan.of(verdicts).run(bucket);
        return rows.stream()
                .map(row -> became(row, backs.get(row.facet()), failures.get(row.facet()), outcomes.get(row.facet())))
                .toList();
    }

    private static RevertRow became(
            RevertRow row, @Nullable PutBack back, @Nullable String failure, @Nullable Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return row.with(State.Failed, refused.message());
        }
        if (back == null) {
            return row.with(State.Failed, failure == null ? "this version knows no such facet" : failure);
        }
        var byHand = new ArrayList<String>();
        back.remedies().forEach(remedy -> {
            if (remedy instanceof Remedy.Manual manual) {
                byHand.add(manual.instruction());
            }
        });
        if (!byHand.isEmpty()) {
            return row.with(State.ActionRequired, String.join(" ", byHand));
        }
        var remarks = String.join("; ", back.remarks());
        return row.with(State.Reverted, remarks.isEmpty() ? null : "not exactly: " + remarks);
    }
}
