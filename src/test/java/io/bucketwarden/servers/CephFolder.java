package io.bucketwarden.servers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.UUID;

/**
 * The configuration of a Ceph of one monitor and one storage daemon in memory, and the keys of both, in a folder of its
 * own. Nothing of it outlives the daemons or leaves loopback.
 *
 * @see <a href="https://docs.ceph.com/en/pacific/rados/configuration/">Ceph's configuration</a>
 */
record CephFolder(Path path, String fsid, String monitor) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Writes them anew. */
    static CephFolder write(Path path, int monitorPort, Path plugins) throws IOException {
        empty(path);
        var folder = new CephFolder(
                path.toAbsolutePath(), UUID.randomUUID().toString(), "[v2:127.0.0.1:" + monitorPort + "]");
        Files.createDirectories(folder.path.resolve("mon"));
        Files.createDirectories(folder.path.resolve("osd"));
        Files.writeString(folder.configuration(), folder.configuration(Files.exists(plugins) ? plugins : null));
        Files.writeString(folder.path.resolve("keyring"), keyring());
        return folder;
    }

    Path configuration() {
        return path.resolve("ceph.conf");
    }

    /** Where a daemon writes its log. */
    Path log(String name) {
        return path.resolve(name + ".log");
    }

    private String configuration(Path plugins) throws IOException {
        return """
                [global]
                fsid = %s
                mon host = %s
                public addr = 127.0.0.1
                keyring = %3$s/keyring
                run dir = %3$s
                admin socket =
                mon data = %3$s/mon
                osd data = %3$s/osd
                osd objectstore = memstore
                # One copy will do.
                osd crush chooseleaf type = 0
                osd pool default size = 1
                osd pool default min size = 1
                osd pool default pg num = 1
                osd pool default pgp num = 1
                osd pool default pg autoscale mode = off
                mon allow pool size one = true
                # Every change of the map waits for this, and a gateway that starts makes many.
                paxos propose interval = 0.05
                paxos min wait = 0.02
                mon cluster log to file = false
                rgw enable gc threads = false
                rgw enable lc threads = false
                rgw run sync thread = false
                """.formatted(fsid, monitor, path) + (plugins == null ? "" : Files.readString(plugins));
    }

    /** The monitor takes over all keys when it is made, so nobody has to be added to it afterwards. */
    private static String keyring() {
        return """
                [mon.]
                    key = %s
                    caps mon = "allow *"
                [client.admin]
                    key = %s
                    caps mon = "allow *"
                    caps osd = "allow *"
                [osd.0]
                    key = %s
                    caps mon = "allow profile osd"
                    caps osd = "allow *"
                """.formatted(key(), key(), key());
    }

    /** Type 1 (AES), when it was made, and the length of the secret before the secret itself. */
    private static String key() {
        var secret = new byte[16];
        RANDOM.nextBytes(secret);
        var bytes = ByteBuffer.allocate(28)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 1)
                .putInt((int) Instant.now().getEpochSecond())
                .putInt(0)
                .putShort((short) secret.length)
                .put(secret);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static void empty(Path path) throws IOException {
        if (Files.exists(path)) {
            try (var files = Files.walk(path)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
