package io.bucketwarden.page;

import io.bucketwarden.report.Html;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a token.
 *
 * @param problem why the last one was refused; null at first
 * @param to where to go on
 */
record SignInPage(@Nullable String problem, String to) {

    Html html() {
        return Html.of(
                Html.tag("h1").of("Sign in"),
                problem == null
                        ? Html.NONE
                        : Html.tag("section", "glance bad")
                                .with("role", "alert")
                                .of(Html.tag("p").of(problem)),
                Html.tag("section").of(form(), Html.tag("p", "quiet").of(help())));
    }

    private Html form() {
        return Html.tag("form", "signin")
                .with("method", "post")
                .with("action", "/sign-in")
                .of(
                        Html.tag("label").with("for", "token").of("Token"),
                        Html.tag("input")
                                .with("id", "token")
                                .with("name", "token")
                                .with("type", "password")
                                .with("autocomplete", "off")
                                .with("spellcheck", "false")
                                .with("required", "required")
                                .with("autofocus", "autofocus")
                                .with("aria-describedby", "token-help")
                                .alone(),
                        Html.tag("input")
                                .with("type", "hidden")
                                .with("name", "to")
                                .with("value", to)
                                .alone(),
                        Html.tag("button").with("type", "submit").of("Sign in"));
    }

    private static Html help() {
        return Html.tag("span")
                .with("id", "token-help")
                .of(
                        "A token of the cluster, such as ",
                        Html.tag("code").of("kubectl create token NAME -n NAMESPACE"),
                        " prints. It is kept in a cookie, sealed by the operator, until the browser is closed, and by"
                                + " the operator not at all. You see the policies of the namespaces in which you may list them.");
    }
}
