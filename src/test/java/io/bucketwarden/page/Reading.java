package io.bucketwarden.page;

import io.bucketwarden.servers.Tab;

/** What somebody reads and reaches on a page in the browser. */
final class Reading {

    private Reading() {}

    /** Goes on from field to field until the one with that name has the focus. */
    static void tabTo(Tab tab, String name) {
        for (int i = 0; i < 60; i++) {
            tab.press("Tab");
            if (focus(tab).equals(name)) {
                return;
            }
        }
        throw new AssertionError(name + " is not reached by the keyboard");
    }

    /** The id of what has the focus, else what it says. */
    static String focus(Tab tab) {
        return tab.evaluate("document.activeElement.id || document.activeElement.innerText")
                .asText();
    }

    static String text(Tab tab, String selector) {
        return tab.evaluate("document.querySelector('" + selector + "')?.innerText")
                .asText();
    }

    static int count(Tab tab, String selector) {
        return tab.evaluate("document.querySelectorAll('" + selector + "').length")
                .asInt();
    }
}
