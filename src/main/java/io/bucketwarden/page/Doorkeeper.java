package io.bucketwarden.page;

import java.util.Collection;
import java.util.Optional;

/** Says whom a token is of, and what they may see. */
interface Doorkeeper {

    /**
     * Whose token it is; empty when it is nobody's.
     *
     * @throws Unanswered when that cannot be told now: then nobody is let in
     */
    Optional<Identity> whose(String token) throws Unanswered;

    /**
     * What they may see of policies in these namespaces.
     *
     * @throws Unanswered when that cannot be told now: then nothing is shown
     */
    Sight sight(Identity who, Collection<String> namespaces) throws Unanswered;

    /** The API server did not say whether. */
    final class Unanswered extends Exception {

        private static final long serialVersionUID = 1L;

        /** @param message for whoever looks at the page */
        Unanswered(String message) {
            super(message);
        }
    }
}
