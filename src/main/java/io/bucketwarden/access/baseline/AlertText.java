package io.bucketwarden.access.baseline;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.BoundedText;
import java.time.Instant;

/** Sentences of alerts. The names in them are those of strangers. */
final class AlertText {

    static final int MOST = 900;

    private static final int LONGEST_NAME = Accessor.MAX_PRINCIPAL;
    private static final long LATEST = 253_402_300_799L;

    private AlertText() {}

    /** A name as it may be shown. */
    static String name(String text) {
        return BoundedText.of(text, LONGEST_NAME);
    }

    /** RFC 3339 in UTC, to the second; the nearest that has four digits for its year. */
    static String time(long second) {
        return Instant.ofEpochSecond(Math.clamp(second, 0, LATEST)).toString();
    }

    static String sentence(Draft draft) {
        return BoundedText.of(
                switch (draft.kind()) {
                    case NewPrincipal ->
                        draft.who() == null
                                ? unnamed(draft, "principal", "using the bucket for the first time")
                                : who(draft) + " uses the bucket for the first time" + how(draft)
                                        + "Take away what lets it in if that should not be." + allow(draft);
                    case NewApplication ->
                        draft.who() == null
                                ? unnamed(draft, "principal", "using the bucket with an application that is new for it")
                                : who(draft) + " is known, but used the bucket with "
                                        + name(draft.who().accessor.application())
                                        + " for the first time" + how(draft)
                                        + "It may be a new version or tool, or somebody else with its credentials."
                                        + allow(draft);
                    case AnonymousAccess ->
                        "Somebody used the bucket without credentials" + how(draft)
                                + "Close the bucket with posture.publicAccess, or take the grant to everybody out of its"
                                + " policy and ACLs." + allow(draft) + " Further networks are told once a day.";
                    case OutsideNetworks ->
                        draft.who() == null
                                ? unnamed(draft, "accessor", "from outside of the declared networks")
                                : who(draft) + " used the bucket from outside of the declared networks" + how(draft)
                                        + "Declare the network in posture.networkAccess, or enforce that facet."
                                        + allow(draft);
                    case OutsideAccounts ->
                        draft.who() == null
                                ? unnamed(draft, "accessor", "of accounts that are not declared")
                                : who(draft) + " used the bucket, and is of none of the declared accounts" + how(draft)
                                        + "Declare the account in posture.accountAccess, or enforce that facet."
                                        + allow(draft);
                    case ReadBurst -> burst(draft, "read", "Find out what it copies");
                    case DeleteBurst -> burst(draft, "deleted", "Find out what it deletes, and stop it if need be");
                    case Saturated ->
                        "More use the bucket than can be remembered: at most " + Capacity.PRINCIPALS
                                + " principals and "
                                + Capacity.ACCESSORS
                                + " accessors beside those that are listed. Those that were not seen"
                                + " for longest were dropped, and may be told as new once more. Look for a caller that"
                                + " changes its name or application all the time; or lower forgetAfterDays.";
                },
                MOST);
    }

    private static String who(Draft draft) {
        return draft.who() == null ? "Somebody" : name(draft.who().accessor.principal());
    }

    private static String how(Draft draft) {
        var count = draft.who();
        if (count == null) {
            return ". ";
        }
        var who = count.accessor;
        return ", " + (who.isAnonymous() ? "" : "with " + name(who.application()) + " ") + "from " + name(who.network())
                + ", since " + time(draft.second()) + ": so far, when this was told, "
                + number(draft.requests(), "request") + " (" + number(count.reads, "read") + ", "
                + number(count.writes, "write") + ", " + number(count.deletes, "delete") + ", "
                + number(count.lists, "list") + "). ";
    }

    private static String number(long count, String of) {
        return count + " " + of + (count == 1 ? "" : "s");
    }

    private static String allow(Draft draft) {
        return draft.id() == null
                ? ""
                : " If it is as it should be, write " + draft.id() + " and why into spec.acknowledged.";
    }

    private static String unnamed(Draft draft, String who, String what) {
        return number(draft.number(), "further " + who) + " " + what + ", since " + time(draft.second()) + ", in "
                + number(draft.requests(), "request")
                + " of callers for whom one log object had too many to keep their names. See the log itself.";
    }

    private static String burst(Draft draft, String what, String advice) {
        var from = draft.who() == null
                ? ""
                : ", most of it with " + name(draft.who().accessor.application()) + " from "
                        + name(draft.who().accessor.network());
        return name(draft.principal()) + " " + what + " " + draft.requests() + " times within the hour from "
                + time(draft.second()) + from + "; more than " + draft.bound() + " is not usual for it. " + advice + "."
                + (draft.id() == null
                        ? ""
                        : " If that is as it should be, write " + draft.id()
                                + " and why into spec.acknowledged; then ten times as much is told again.");
    }
}
