package io.bucketwarden.command.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bucketwarden.posture.preflight.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests of somebody that a document to be written treats alike. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PreflightRow(
        String who,
        String why,
        String place,
        String now,
        String then,
        Effect.Outcome outcome,
        @Nullable String statement,
        List<String> actions) {

    /** In the order of the effects. */
    static List<PreflightRow> of(List<Effect> effects) {
        var actions = new LinkedHashMap<PreflightRow, List<String>>();
        for (var effect : effects) {
            var key = new PreflightRow(
                    effect.who(),
                    effect.why(),
                    effect.place(),
                    words(effect.now()),
                    words(effect.then()),
                    effect.outcome(),
                    effect.statement(),
                    List.of());
            actions.computeIfAbsent(key, k -> new ArrayList<>()).add(effect.action());
        }
        return actions.entrySet().stream()
                .map(row -> row.getKey().with(row.getValue().stream().distinct().toList()))
                .toList();
    }

    private PreflightRow with(List<String> theirs) {
        return new PreflightRow(who, why, place, now, then, outcome, statement, theirs);
    }

    private static String words(io.bucketwarden.iam.PolicyEvaluation.Decision decision) {
        return switch (decision) {
            case ALLOW -> "allowed";
            case EXPLICIT_DENY -> "denied";
            case IMPLICIT_DENY -> "not mentioned";
            case CANNOT_TELL -> "depends";
        };
    }
}
