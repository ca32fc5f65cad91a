package io.bucketwarden.report;

import io.bucketwarden.api.S3BucketAccessStatus.AccessorStatus;
import io.bucketwarden.api.S3BucketAccessStatus.Phase;
import io.bucketwarden.report.Bars.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Who uses a bucket, what they were told of for, and what restrictions would do to them.
 *
 * @param named whether to say of which policy it is
 * @param rows how many accessors are shown at most
 */
record UsePart(UseFacts use, boolean named, int rows) {

    private static final int NETWORKS = 8;

    Html html() {
        return Html.of(
                Html.tag("h4").of("Who uses it" + (named ? ", as " + use.policy() + " has it tracked" : "")),
                Html.tag("p").of(said()),
                accessors(),
                networks(),
                new PreviewsPart(use).html(),
                alerts());
    }

    private Html said() {
        var status = use.status();
        var summary = status.summary();
        if (use.isEmpty()) {
            return Html.text(
                    "Nothing was read yet" + (status.source() == null ? "." : ", from " + status.source() + "."));
        }
        return Html.of(
                status.phase() == null
                        ? Html.NONE
                        : Html.of(
                                status.phase() == Phase.Watching
                                        ? Badge.badge("info", "Watching")
                                        : Badge.badge("unknown", "Learning"),
                                " "),
                summary == null
                        ? Words.count(use.accessors(), "accessor")
                        : Words.count(summary.requests(), "request") + " of "
                                + Words.count(use.accessors(), "accessor") + ", " + Words.number(summary.errors())
                                + " answered with an error",
                ", read until ",
                Words.time(status.readUntil()),
                status.source() == null
                        ? Html.NONE
                        : Html.of(" from ", Html.tag("code").of(status.source())),
                ".");
    }

    private Html accessors() {
        var sorted = use.newFirst();
        if (sorted.isEmpty()) {
            return Html.NONE;
        }
        var table = new Table(
                "Accessors, the new ones first",
                "Principal",
                "State",
                "Application",
                "Network",
                "First and last seen",
                "#Requests",
                "#Errors",
                "#Read",
                "#Written",
                "#Deleted",
                "#Listed");
        for (var one : sorted.subList(0, Math.min(rows, sorted.size()))) {
            table.row(
                    Html.tag("code").of(one.principal()),
                    state(one),
                    one.application(),
                    network(one),
                    Html.of(
                            Words.time(one.firstSeen()),
                            Html.tag("span", "later").of(Words.time(one.lastSeen()))),
                    one.requests(),
                    one.errors(),
                    one.reads(),
                    one.writes(),
                    one.deletes(),
                    one.lists());
        }
        var more = use.accessors() - Math.min(rows, sorted.size());
        return Html.of(
                table.html(),
                more > 0
                        ? Html.tag("p", "quiet")
                                .of(Words.count(more, "more accessor") + (more == 1 ? " is" : " are")
                                        + " not shown here; a report of this bucket alone shows all that are listed.")
                        : Html.NONE);
    }

    private Html state(AccessorStatus one) {
        var why = use.acknowledged().get(one.id());
        return Html.of(
                Badge.of(one.state()),
                why == null ? Html.NONE : Html.tag("span", "under").of(why));
    }

    private static Html network(AccessorStatus one) {
        return Html.of(
                one.network(),
                Boolean.TRUE.equals(one.outsideNetworks())
                        ? Html.tag("span", "under warn").of("outside of the declared networks")
                        : Html.NONE,
                Boolean.TRUE.equals(one.outsideAccounts())
                        ? Html.tag("span", "under warn").of("of no declared account")
                        : Html.NONE);
    }

    private Html networks() {
        var networks = use.networks();
        if (networks.isEmpty()) {
            return Html.NONE;
        }
        var most = Math.max(1, networks.getFirst().getValue());
        var bars = new ArrayList<Html>();
        for (var network : networks.subList(0, Math.min(NETWORKS, networks.size()))) {
            var said = Words.count(network.getValue(), "request");
            var width = Math.max(3, Bars.WIDTH * network.getValue() / most);
            bars.add(Html.of(
                    Html.tag("span", "name").of(network.getKey()),
                    Bars.svg(
                            network.getKey() + ": " + said,
                            List.of(new Part(0, Bars.WIDTH, "rail"), new Part(0, width, "count"))),
                    Html.tag("span", "said").of(said)));
        }
        return Html.tag("figure", "networks")
                .of(
                        Html.tag("figcaption")
                                .of(
                                        networks.size() > NETWORKS
                                                ? "Networks with most requests, " + NETWORKS + " of "
                                                        + Words.number(networks.size())
                                                : "Networks by requests"),
                        Html.tag("div", "rows").of(bars));
    }

    private Html alerts() {
        if (use.status().alerts().isEmpty()) {
            return Html.NONE;
        }
        var table = new Table("Alerts, the newest first", "When", "What", "In a sentence", "#Requests");
        for (var alert : use.status().alerts()) {
            table.row(
                    Words.time(alert.time()),
                    FacetsPart.label(alert.kind().name().substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                            + alert.kind().name().substring(1)),
                    alert.message(),
                    alert.requests());
        }
        return Html.of(Html.tag("h4").of("Alerts"), table.html());
    }
}
