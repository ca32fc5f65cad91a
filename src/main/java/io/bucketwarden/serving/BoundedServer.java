package io.bucketwarden.serving;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;

/**
 * The JDK's HTTP server with bounds. It has none of its own for connections and time, and takes 380 KiB of headers from
 * each, so a few hundred connections would fill the heap. The JDK reads its bounds once for all servers, before the
 * first one; they are set here, and not as flags, so that no way to start the process is without them.
 */
public final class BoundedServer {

    static {
        // A token in a header may have 16 KiB, and browsers send the cookies of all ports of localhost.
        bound("sun.net.httpserver.maxReqHeaderSize", 32 * 1024);
        bound("jdk.httpserver.maxConnections", 100);
        // In seconds: until a request has come in full, and from then until its answer has been taken.
        bound("sun.net.httpserver.maxReqTime", 10);
        bound("sun.net.httpserver.maxRspTime", 60);
    }

    private BoundedServer() {}

    /**
     * A server that is not started yet.
     *
     * @param port 0 for any free one
     * @throws IOException when the address cannot be used
     */
    public static HttpServer at(String host, int port, ExecutorService threads) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.setExecutor(threads);
        return server;
    }

    private static void bound(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, String.valueOf(value));
        }
    }
}
