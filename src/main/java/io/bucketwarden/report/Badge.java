package io.bucketwarden.report;

import io.bucketwarden.api.BucketState;
import io.bucketwarden.api.FacetState;
import io.bucketwarden.api.S3BucketAccessStatus.AccessorState;

/** States as words with a colour; the word alone tells everything. Only what is known to be well is green. */
public final class Badge {

    private Badge() {}

    public static Html of(BucketState state) {
        return badge(tone(state), words(state));
    }

    public static String words(BucketState state) {
        return switch (state) {
            case Open -> "Open to the public";
            case Drifted -> "Differs";
            case Unknown -> "Not known";
            case Exempt -> "Exempt";
            case Compliant -> "As declared";
            case Superseded -> "Governed elsewhere";
        };
    }

    public static String tone(BucketState state) {
        return switch (state) {
            case Open -> "bad";
            case Drifted -> "warn";
            case Unknown -> "unknown";
            case Exempt, Superseded -> "neutral";
            case Compliant -> "good";
        };
    }

    public static Html of(FacetState state) {
        return switch (state) {
            case Compliant -> badge("good", "As declared");
            case Drifted -> badge("bad", "Differs");
            case Remediated -> badge("info", "Repaired, not confirmed yet");
            case ActionRequired -> badge("bad", "A person must act");
            case Compensated -> badge("warn", "Held by a weaker measure");
            case Failed -> badge("bad", "Repair was refused");
            case Unknown -> badge("unknown", "Not known");
            case Exempt -> badge("neutral", "Exempt");
            case Contended -> badge("bad", "Somebody keeps undoing it");
            case Reverted -> badge("warn", "Put back on request");
            case Superseded -> badge("unknown", "Governed elsewhere");
        };
    }

    static Html of(AccessorState state) {
        return switch (state) {
            case New -> badge("warn", "New");
            case Learned -> badge("neutral", "Learned");
            case Acknowledged -> badge("info", "Acknowledged");
        };
    }

    public static Html badge(String tone, String words) {
        return Html.tag("span", "badge " + tone).of(words);
    }
}
