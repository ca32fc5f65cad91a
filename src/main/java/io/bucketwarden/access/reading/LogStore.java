package io.bucketwarden.access.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/**
 * Where the objects of a log are; only read. What refuses or does not answer throws an unchecked exception that says why,
 * from these methods and from the iterator.
 */
public interface LogStore {

    /**
     * The objects whose key begins with the prefix, in the order of their keys, fetched as far as they are asked for.
     *
     * @param startAfter only keys that come after this one; empty for all
     */
    Iterator<LogObject> list(String prefix, String startAfter);

    /**
     * The content; closing it early does not fetch the rest.
     *
     * @throws GoneException when the object is not there any more
     * @throws UnreadableObject when it is archived, so that it is of no use to try again
     * @throws IOException when it cannot be read; so does reading on, when the content breaks off
     */
    InputStream open(LogObject object) throws IOException;
}
