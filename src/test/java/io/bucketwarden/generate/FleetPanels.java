package io.bucketwarden.generate;

import static io.bucketwarden.generate.Panel.lines;
import static io.bucketwarden.generate.Panel.number;
import static io.bucketwarden.generate.Panel.query;
import static io.bucketwarden.generate.Panel.table;

import java.util.List;

/** How buckets and policies stand, and what is done about it. */
final class FleetPanels {

    private static final String POLICIES = "{namespace=~\"$namespace\", name=~\"$policy\"}";

    private FleetPanels() {}

    static List<Panel> fleet() {
        return List.of(
                number(
                        "Open to the public",
                        "Buckets of the whole operator that the public gets into though nothing lets it.",
                        "short",
                        Steps.NONE_IS_GOOD,
                        "sum(bucketwarden_exposed_buckets)",
                        ""),
                number(
                        "Compliant buckets",
                        "Share of all buckets of the operator that match, or are exempt in what does not.",
                        "percentunit",
                        Steps.SHARE,
                        "sum(bucketwarden_buckets{state=~\"compliant|exempt\"}) / sum(bucketwarden_buckets{state!=\"superseded\"})",
                        ""),
                number(
                        "Policies",
                        "Policies of the chosen namespaces and names.",
                        "short",
                        Steps.PLAIN,
                        "count(bucketwarden_policy_paused" + POLICIES + ")",
                        ""),
                number(
                        "Not compliant",
                        "Policies of which a bucket differs.",
                        "short",
                        Steps.NONE_IS_GOOD,
                        "sum(bucketwarden_policy_compliant" + POLICIES + " == bool 0)",
                        ""),
                number(
                        "Not ready",
                        "Policies that could not do what they are asked for; what differs may not be known.",
                        "short",
                        Steps.NONE_IS_GOOD,
                        "count(" + condition("Ready", "False") + ") or vector(0)",
                        ""),
                number(
                        "Paused",
                        "Policies whose buckets are neither looked at nor closed.",
                        "short",
                        Steps.NONE_IS_GOOD,
                        "sum(bucketwarden_policy_paused" + POLICIES + ")",
                        ""),
                lines(
                        "Buckets by state",
                        "Each bucket of the operator once, in its worst state.",
                        "short",
                        query("sum by (state) (bucketwarden_buckets)", "{{state}}")),
                lines(
                        "Differences",
                        "Over all buckets of the chosen policies.",
                        "short",
                        query("sum by (namespace) (bucketwarden_policy_drifts" + POLICIES + ")", "{{namespace}}")),
                lines(
                        "Policies by reason of Ready",
                        "What the condition Ready says, and why.",
                        "short",
                        query(
                                "count by (status, reason) (bucketwarden_policy_condition_since_timestamp_seconds{condition=\"Ready\", namespace=~\"$namespace\", name=~\"$policy\"})",
                                "{{status}} {{reason}}")));
    }

    static List<Panel> worst() {
        return List.of(
                table(
                        "Most differences",
                        "Policies by the number of differences.",
                        "short",
                        Steps.NONE_IS_GOOD,
                        "topk(20, max by (namespace, name) (bucketwarden_policy_drifts" + POLICIES + ") > 0)"),
                table(
                        "Not compliant for",
                        "Since the condition Compliant is False.",
                        "s",
                        Steps.DAY,
                        "topk(20, time() - max by (namespace, name, reason) (" + condition("Compliant", "False")
                                + "))"),
                table(
                        "Not ready for",
                        "Since the condition Ready is False.",
                        "s",
                        Steps.DAY,
                        "topk(20, time() - max by (namespace, name, reason) (" + condition("Ready", "False") + "))"),
                table(
                        "Paused for",
                        "Since the operator saw the annotation.",
                        "s",
                        Steps.DAY,
                        "topk(20, time() - max by (namespace, name) (" + condition("Paused", "True") + "))"));
    }

    static List<Panel> exposure() {
        return List.of(
                lines(
                        "Buckets open to the public",
                        "And neither a tag nor an exemption lets it.",
                        "short",
                        1,
                        query("sum(bucketwarden_exposed_buckets)", "open")),
                lines(
                        "Ways in",
                        "Buckets by what lets the public in, whom, and to do what. Those that may be public count, too.",
                        "short",
                        query(
                                "sum by (through, to, access) (bucketwarden_open_buckets)",
                                "{{through}}: {{to}} {{access}}")),
                number(
                        "Longest time open",
                        "Of 99 in 100 that were closed in the shown time: from the call that opened it, or from when it was found, to the look that found it closed.",
                        "s",
                        Steps.MINUTE,
                        "histogram_quantile(0.99, sum by (le, opened) (increase(bucketwarden_exposure_window_seconds_bucket[$__range]))) > 0",
                        "by {{opened}}"),
                number(
                        "Closed",
                        "Buckets that were open and closed in the shown time, by whether an event told of the opening.",
                        "short",
                        Steps.PLAIN,
                        "sum by (opened) (increase(bucketwarden_exposure_window_seconds_count[$__range]))",
                        "by {{opened}}"));
    }

    static List<Panel> remediation() {
        return List.of(
                lines(
                        "Writes",
                        "Attempts to close a difference, by what became of them.",
                        "short",
                        query(
                                "sum by (result) (increase(bucketwarden_remediations_total[$__rate_interval]))",
                                "{{result}}")),
                lines(
                        "Not written",
                        "Refused by S3 or a safety check, or halted since another writer reverts it, by facet.",
                        "short",
                        query(
                                "sum by (facet, result) (increase(bucketwarden_remediations_total{result!=\"written\"}[$__rate_interval])) > 0",
                                "{{facet}} {{result}}")),
                number(
                        "Updates of others lost",
                        "Changes of policy documents by others that did not last, in the shown time.",
                        "short",
                        Steps.NONE_IS_GOOD,
                        "sum(increase(bucketwarden_policy_updates_lost_total[$__range]))",
                        ""),
                number(
                        "Calls by others as the operator",
                        "With its credentials, and not by it, in the shown time.",
                        "short",
                        Steps.NONE_IS_GOOD,
                        "sum(increase(bucketwarden_operator_role_used_by_others_total[$__range]))",
                        ""),
                table(
                        "Exemptions that end next",
                        "Time that is left.",
                        "s",
                        Steps.WEEK,
                        "bottomk(20, max by (namespace, name, facet) (bucketwarden_exemption_end_timestamp_seconds"
                                + POLICIES + ") - time())"));
    }

    private static String condition(String type, String status) {
        return "bucketwarden_policy_condition_since_timestamp_seconds{condition=\"" + type + "\", status=\"" + status
                + "\", namespace=~\"$namespace\", name=~\"$policy\"}";
    }
}
