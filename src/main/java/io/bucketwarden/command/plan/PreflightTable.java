package io.bucketwarden.command.plan;

import io.bucketwarden.command.Columns;
import io.bucketwarden.posture.preflight.Effect;
import java.util.ArrayList;
import java.util.List;

/** What a policy document to be written would do to whom, for people. */
final class PreflightTable {

    private static final String INDENT = "    ";
    private static final List<String> HEADER = List.of("WHO", "WHY", "RESULT", "NOW", "THEN", "FROM", "ACTIONS");

    /** More than these are counted instead of listed. */
    private static final int LISTED = 2;

    private PreflightTable() {}

    static String of(List<PreflightRow> effects) {
        if (effects.isEmpty()) {
            return "";
        }
        var rows = new ArrayList<List<String>>();
        rows.add(HEADER);
        effects.forEach(effect -> rows.add(List.of(
                effect.who(),
                effect.why(),
                result(effect),
                effect.now(),
                effect.then(),
                effect.place().isEmpty() ? "anywhere" : effect.place().replaceFirst("^from ", ""),
                actions(effect.actions()))));
        return "  Preflight of the policy document, for requests over TLS and with a second factor where one is asked for:\n"
                + Columns.of(INDENT, rows);
    }

    private static String actions(List<String> actions) {
        var first = String.join(", ", actions.subList(0, Math.min(LISTED, actions.size())));
        return actions.size() <= LISTED ? first : first + " and " + (actions.size() - LISTED) + " more";
    }

    private static String result(PreflightRow effect) {
        return switch (effect.outcome()) {
            case Effect.Outcome.Kept -> "goes on to work";
            case Effect.Outcome.Unchanged ->
                effect.now().equals("denied") ? "was denied before" : "had no access before";
            case Effect.Outcome.Accepted -> "kept out, as accepted, by " + effect.statement();
            case Effect.Outcome.Intended -> "kept out by " + effect.statement();
            case Effect.Outcome.LockedOut -> "WOULD BE LOCKED OUT by " + effect.statement();
        };
    }
}
