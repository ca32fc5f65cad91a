package io.bucketwarden.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Https in front of a server that speaks http, with a certificate of an authority that only its file knows. */
public final class TlsFront implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path keys;
    private final URI behind;
    private final ServerSocket socket;

    /** @param folder for its keys */
    public TlsFront(URI behind, Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        this.behind = behind;
        this.folder = folder;
        this.keys = folder.resolve("keys.p12");
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=an authority of ours", "-ext", "bc:c");
        keytool("-genkeypair", "-alias", "server", "-dname", "CN=server", "-signer", "ca", "-ext", "san=ip:127.0.0.1");
        keytool("-exportcert", "-alias", "ca", "-rfc", "-file", authority().toString());
        socket = context().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public URI endpoint() {
        return URI.create("https://127.0.0.1:" + socket.getLocalPort());
    }

    /** The certificate of the authority, as PEM. */
    public Path authority() {
        return folder.resolve("ca.crt");
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(keys)) {
            store.load(file, PASSWORD.toCharArray());
        }
        store.deleteEntry("ca");
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD));
        if (List.of(arguments).contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-validity", "2"));
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                var server = new Socket(behind.getHost(), behind.getPort());
                pass(client, server);
                pass(server, client);
            } catch (IOException e) {
                // It was closed, or the client did not like the certificate.
                continue;
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                return; // One of the two has gone.
            }
        });
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
