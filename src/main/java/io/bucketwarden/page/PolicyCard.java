package io.bucketwarden.page;

import io.bucketwarden.api.Exemption;
import io.bucketwarden.insight.PolicyInsight;
import io.bucketwarden.report.Badge;
import io.bucketwarden.report.FacetsPart;
import io.bucketwarden.report.Html;
import io.bucketwarden.report.Table;
import io.bucketwarden.report.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One policy of a bucket: its conditions, and what it exempts. */
record PolicyCard(PolicyInsight told, Instant now) {

    Html html() {
        return Html.tag("div", "policy")
                .of(
                        Html.tag("h3").of(told.name()),
                        Html.tag("p", "quiet").of(facts()),
                        told.policy().isPaused()
                                ? Html.tag("p")
                                        .of(
                                                Badge.badge("unknown", "Paused"),
                                                " Nothing is checked and nothing is written.")
                                : Html.NONE,
                        conditions(),
                        exemptions(),
                        Html.tag("p", "quiet")
                                .of(Html.tag("code")
                                        .of("kubectl describe s3bp "
                                                + told.policy().getMetadata().getName() + " -n " + told.namespace())));
    }

    private Html facts() {
        var status = PoliciesTable.status(told);
        var facts = new ArrayList<Html>();
        facts.add(Html.text(status.mode() == null ? "Mode not known" : "Mode " + status.mode()));
        facts.add(Html.text(" · checked every " + Words.lasted(told.interval())));
        if (status.lastCheckTime() != null) {
            facts.add(Html.text(" · last change of its status "));
            facts.add(Words.time(status.lastCheckTime()));
        }
        if (!Objects.equals(
                status.observedGeneration(), told.policy().getMetadata().getGeneration())) {
            facts.add(Html.text(" · "));
            facts.add(Badge.badge("unknown", "Changed since: what is shown is of the policy before that"));
        }
        return Html.of(facts);
    }

    private Html conditions() {
        var conditions = PoliciesTable.status(told).conditions();
        if (conditions.isEmpty()) {
            return Html.tag("p").of("The operator has said nothing of it yet.");
        }
        var table = new Table("Conditions of " + told.name(), "Condition", "Status and reason", "Since", "Message");
        conditions.forEach(condition -> table.row(
                condition.type(),
                PoliciesTable.badge(condition),
                Ages.of(condition.lastTransitionTime(), now),
                condition.message() == null ? "" : condition.message()));
        return table.html();
    }

    private Html exemptions() {
        var spec = told.policy().getSpec();
        var exemptions = spec == null || spec.exemptions() == null ? List.<Exemption>of() : spec.exemptions();
        if (exemptions.isEmpty()) {
            return Html.NONE;
        }
        var table = new Table("Exemptions of " + told.name(), "Exempt facet", "Until", "Why", "Who answers for it");
        exemptions.stream()
                .limit(20)
                .forEach(exemption -> table.row(
                        FacetsPart.label(Objects.requireNonNullElse(exemption.facet(), "")),
                        until(exemption),
                        Objects.requireNonNullElse(exemption.reason(), ""),
                        Objects.requireNonNullElse(exemption.owner(), "")));
        return table.html();
    }

    private Html until(Exemption exemption) {
        var day = Objects.requireNonNullElse(exemption.expires(), "");
        try {
            return exemption.end().isAfter(now) ? Html.text(day) : Html.of(day + " ", Badge.badge("neutral", "Ended"));
        } catch (DateTimeException e) {
            return Html.of(day + " ", Badge.badge("unknown", "No day"));
        }
    }
}
