package io.bucketwarden.access.baseline;

import io.bucketwarden.api.S3BucketAccessStatus.Alert;
import io.bucketwarden.api.S3BucketAccessStatus.AlertKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How grave alerts are, for where not all can be told or kept. */
public final class Gravity {

    /** What is told once and for all comes first; then by how grave it is. */
    private static final List<AlertKind> ORDER = List.of(
            AlertKind.Saturated,
            AlertKind.DeleteBurst,
            AlertKind.ReadBurst,
            AlertKind.AnonymousAccess,
            AlertKind.OutsideAccounts,
            AlertKind.OutsideNetworks,
            AlertKind.NewPrincipal,
            AlertKind.NewApplication);

    /** The gravest first. */
    public static final Comparator<AlertKind> FIRST = Comparator.comparingInt(ORDER::indexOf);

    private Gravity() {}

    /**
     * So many of them, in their order. What a caller calls itself is easily made up, so of the least grave kind goes first.
     *
     * @param alerts the newest first
     */
    static List<Alert> kept(List<Alert> alerts, int most) {
        var kept = new ArrayList<>(alerts);
        for (int i = kept.size() - 1; i >= 0 && kept.size() > most; i--) {
            if (kept.get(i).kind() == AlertKind.NewApplication) {
                kept.remove(i);
            }
        }
        return List.copyOf(kept.subList(0, Math.min(kept.size(), most)));
    }
}
