package io.bucketwarden.access.log;

/** The part of reading that only finds the fields of lines, to be measured by itself. */
public final class FieldsAlone {

    private final LogLine line = new LogLine();

    /** How many lines of a content have their fields found. */
    public int find(byte[] content) {
        int found = 0;
        int start = 0;
        int end = Bytes.indexOf(content, '\n', 0, content.length);
        while (end >= 0) {
            found += line.read(content, start, end, true) == null ? 1 : 0;
            start = end + 1;
            end = Bytes.indexOf(content, '\n', start, content.length);
        }
        return found;
    }
}
