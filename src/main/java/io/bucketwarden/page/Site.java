package io.bucketwarden.page;

import com.sun.net.httpserver.Headers;
import io.bucketwarden.insight.PolicyInsight;
import io.bucketwarden.page.Doorkeeper.Unanswered;
import io.bucketwarden.report.Html;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which address shows what, and to whom. */
final class Site {

    private static final Set<String> PAGES = Set.of("/", "/bucket", "/exposures", "/policies");
    private static final Set<String> FORMS = Set.of("/sign-in", "/sign-out");

    /** Why somebody has to sign in anew. */
    private static final String REFUSED =
            "The API server does not know this token: it may have ended, or be made for another audience. Make a new"
                    + " one.";

    private static final String ENDED =
            "You have signed in too long ago, or the operator has started anew since. Sign in again.";

    private final Assets assets = new Assets();
    private final Doorkeeper doorkeeper;
    private final Views views;
    private final Seal seal;

    Site(Doorkeeper doorkeeper, Views views, Seal seal) {
        this.doorkeeper = doorkeeper;
        this.views = views;
        this.seal = seal;
    }

    /** Whether something may be sent to an address. */
    static boolean takesForms(String path) {
        return FORMS.contains(path);
    }

    Answer get(String path, @Nullable String query, Headers headers) {
        var asset = assets.at(path);
        if (asset.isPresent()) {
            return Answer.asset(asset.get());
        }
        if (path.equals("/sign-in")) {
            return signIn(200, null, "/");
        }
        if (!PAGES.contains(path)) {
            return notice(404, Notices.of("There is no such page", "Begin at the list of buckets."));
        }
        var token = Token.of(headers, seal).orElse(null);
        if (token == null) {
            return signIn(401, null, query == null ? path : path + "?" + query);
        }
        try {
            var who = token.isPossible() ? doorkeeper.whose(token.text()).orElse(null) : null;
            if (who == null) {
                var why = token.text().isEmpty() && token.fromCookie() ? ENDED : REFUSED;
                var answer = signIn(401, why, query == null ? path : path + "?" + query);
                return token.fromCookie()
                        ? answer.with("Set-Cookie", Token.noCookie(new Origin(headers).isHttps()))
                        : answer;
            }
            return show(path, Asked.of(query), who, new Frame(assets, who.user(), token.fromCookie()));
        } catch (Unanswered e) {
            return unanswered(e);
        }
    }

    Answer signIn(String form, Headers headers) {
        var origin = new Origin(headers);
        if (!origin.isOwn()) {
            return stranger();
        }
        var asked = Asked.of(form);
        var token = new Token(asked.whole("token").replaceAll("\\s", ""), true);
        var to = ownPath(asked.whole("to"));
        if (token.text().isEmpty()) {
            return signIn(400, "Paste a token first.", to);
        }
        if (token.text().length() > Token.LONGEST_IN_COOKIE) {
            return signIn(
                    400,
                    "This token is too long for a cookie. Come through a proxy that sends it in the header"
                            + " Authorization.",
                    to);
        }
        if (!token.isPossible()) {
            return signIn(400, "This is no token: it has characters that no token has.", to);
        }
        try {
            return doorkeeper.whose(token.text()).isEmpty()
                    ? signIn(401, REFUSED, to)
                    : Answer.seeOther(to).with("Set-Cookie", token.cookie(origin.isHttps(), seal));
        } catch (Unanswered e) {
            return unanswered(e);
        }
    }

    Answer signOut(Headers headers) {
        var origin = new Origin(headers);
        return origin.isOwn()
                ? Answer.seeOther("/sign-in").with("Set-Cookie", Token.noCookie(origin.isHttps()))
                : stranger();
    }

    /** A page with nothing but a notice. */
    Answer notice(int status, Html content) {
        return Answer.html(status, new Frame(assets, null, false).html("Notice", "", content));
    }

    private Answer show(String path, Asked asked, Identity who, Frame frame) throws Unanswered {
        var moment = views.moment();
        switch (moment.phase()) {
            case STANDBY -> {
                // It knows of no namespace that could be asked about, and pods have names that not everybody may see.
                var everything = doorkeeper.sight(who, Set.of()) instanceof Sight.Everything;
                return later(frame, "Standby", Notices.standby(everything ? moment.leader() : null));
            }
            case STARTING -> {
                return later(frame, "Starting", Notices.starting());
            }
            case WORKING -> {
                // Goes on below.
            }
        }
        var namespaces =
                moment.policies().stream().map(PolicyInsight::namespace).collect(Collectors.toSet());
        var sight = doorkeeper.sight(who, namespaces);
        if (sight instanceof Sight.Only only && only.namespaces().isEmpty()) {
            return Answer.html(403, frame.html("Not allowed", "", Notices.blind(only.unasked() > 0)));
        }
        return page(path, asked, views.view(moment, sight), frame);
    }

    private static Answer page(String path, Asked asked, View view, Frame frame) {
        return switch (path) {
            case "/bucket" -> bucket(asked, view, frame);
            case "/exposures" ->
                Answer.html(200, frame.html("Exposure", path, new ExposuresPage(view, asked.number("page")).html()));
            case "/policies" ->
                Answer.html(200, frame.html("Policies", path, new PoliciesPage(view, asked.number("page")).html()));
            default ->
                Answer.html(
                        200,
                        frame.html(
                                "Buckets", path, new GlancePage(view, Search.of(asked), asked.number("page")).html()));
        };
    }

    /** Nobody learns from this whether there is a bucket that they may not see. */
    private static Answer bucket(Asked asked, View view, Frame frame) {
        return view.bucket(asked.text("name", 300), asked.text("account", 300))
                .map(bucket -> Answer.html(200, frame.html(bucket.name(), "", new BucketPage(view, bucket).html())))
                .orElseGet(() -> Answer.html(
                        404,
                        frame.html(
                                "No such bucket",
                                "",
                                Notices.of(
                                        "No such bucket",
                                        "Nothing that you may see tells of a bucket of this name and account."))));
    }

    private Answer signIn(int status, @Nullable String problem, String to) {
        var html = new Frame(assets, null, false).html("Sign in", "", new SignInPage(problem, ownPath(to)).html());
        var answer = Answer.html(status, html);
        return status == 401 ? answer.with("WWW-Authenticate", "Bearer realm=\"bucketwarden\"") : answer;
    }

    private static Answer later(Frame frame, String title, Html content) {
        return Answer.html(503, frame.html(title, "", content)).with("Retry-After", "5");
    }

    private Answer unanswered(Unanswered why) {
        return notice(503, Notices.of("Nobody can be let in now", String.valueOf(why.getMessage())))
                .with("Retry-After", "5");
    }

    private Answer stranger() {
        return notice(
                403,
                Notices.of(
                        "This did not come from the form",
                        "The browser does not say that this was sent by a form of this page. Sign in at this page"
                                + " itself, by https or at localhost: elsewhere a token could be read on its way."));
    }

    /** Only an address of this page, so that nobody is led elsewhere. */
    static String ownPath(String to) {
        return to.length() <= 2_000
                        && to.matches("/(\\?[!-~&&[^\\\\]]*|(bucket|exposures|policies)(\\?[!-~&&[^\\\\]]*)?)?")
                ? to
                : "/";
    }
}
