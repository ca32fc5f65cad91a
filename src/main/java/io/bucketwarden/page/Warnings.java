package io.bucketwarden.page;

import io.bucketwarden.insight.PolicyInsight;
import io.bucketwarden.report.Html;
import io.bucketwarden.report.Words;
import java.util.ArrayList;
import java.util.List;

/** What keeps the page from being the whole truth of this moment, above everything else. */
record Warnings(View view) {

    Html html() {
        var all = all();
        return all.isEmpty()
                ? Html.NONE
                : Html.tag("section", "glance unknown")
                        .with("aria-labelledby", "warnings")
                        .of(
                                Html.tag("h2").with("id", "warnings").of("What is not known"),
                                Html.tag("ul", "gaps")
                                        .of(all.stream()
                                                .map(one -> Html.tag("li").of(one))
                                                .toList()));
    }

    List<String> all() {
        var all = new ArrayList<String>();
        var moment = view.moment();
        if (!moment.inTouch()) {
            all.add("The operator has lost touch with the cluster. What is shown may be out of date.");
        }
        var waiting =
                view.policies().values().stream().filter(PolicyInsight::waiting).count();
        if (waiting > 0) {
            all.add("Of " + Words.count(waiting, "policy", "policies") + " it is not known yet which buckets "
                    + (waiting == 1 ? "it has." : "they have."));
        }
        count(all, Checked.State.NEVER, "not been looked at since the operator started, so nothing of now is known.");
        count(
                all,
                Checked.State.OLD,
                "not been looked at for longer than two intervals; what is shown is out of date.");
        count(all, Checked.State.PAUSED, "a paused policy; what is shown is as of before.");
        if (view.sight() instanceof Sight.Only only && only.unasked() > 0) {
            all.add(Notices.NOT_ALL + " Ask for the right to list policies in all namespaces.");
        }
        return all;
    }

    private void count(List<String> all, Checked.State state, String what) {
        var count = view.freshness().count(state);
        if (count > 0) {
            all.add(Words.count(count, "bucket") + (count == 1 ? " has " : " have ") + what);
        }
    }
}
