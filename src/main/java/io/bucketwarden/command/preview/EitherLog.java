package io.bucketwarden.command.preview;

import io.bucketwarden.access.AccessSink;
import io.bucketwarden.access.DamagedContentException;
import io.bucketwarden.access.Fault;
import io.bucketwarden.access.LogFormat;
import io.bucketwarden.access.Unpacked;
import io.bucketwarden.access.cloudtrail.CloudTrailLogs;
import io.bucketwarden.access.log.ServerAccessLogs;
import java.io.IOException;
import java.io.InputStream;

/** Files of CloudTrail, which are JSON, and server access logs, no line of which begins with a brace. */
final class EitherLog implements LogFormat {

    private final ServerAccessLogs lines = new ServerAccessLogs();
    private final CloudTrailLogs trail = new CloudTrailLogs();

    @Override
    public void read(InputStream content, AccessSink sink) throws IOException {
        try {
            var unpacked = Unpacked.of(content);
            int first = unpacked.read();
            if (first >= 0) {
                unpacked.unread(first);
            }
            (first == '{' ? trail : lines).read(unpacked, sink);
        } catch (DamagedContentException e) {
            sink.unreadable(Fault.DAMAGED);
        }
    }
}
