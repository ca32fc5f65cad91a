package io.bucketwarden.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who somebody is, as the API server says of a token. */
record Identity(String user, @Nullable String uid, List<String> groups, Map<String, List<String>> extra) {

    Identity {
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }
}
