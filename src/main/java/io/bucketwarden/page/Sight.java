package io.bucketwarden.page;

import java.util.Set;

/** What somebody may see. */
sealed interface Sight {

    /** Whether the policies of a namespace may be seen. */
    boolean includes(String namespace);

    /** The policies of all namespaces. */
    record Everything() implements Sight {
        @Override
        public boolean includes(String namespace) {
            return true;
        }
    }

    /**
     * The policies of some namespaces; of none at all where it is empty.
     *
     * @param unasked how many namespaces there are beside, of which nobody was asked; never shown
     */
    record Only(Set<String> namespaces, int unasked) implements Sight {

        public Only {
            namespaces = Set.copyOf(namespaces);
        }

        @Override
        public boolean includes(String namespace) {
            return namespaces.contains(namespace);
        }
    }
}
