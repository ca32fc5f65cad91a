package io.bucketwarden.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who somebody is, as the API server says of a token. */
record Identity(String user, @Nullable String uid, List<String> groups, Map<String, List<String>> extra) {

    /** Of each token of a service account another. */
    private static final String TOKEN_ID = "authentication.kubernetes.io/credential-id";

    Identity {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }

    /** The same for all tokens of a service account; no right hangs on which of them it is. */
    Identity whicheverToken() {
        var without = new HashMap<>(extra);
        without.remove(TOKEN_ID);
        return new Identity(user, uid, groups, without);
    }
}
