package io.bucketwarden.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Ceph without a manager, whose daemons end with this JVM: a monitor, a storage daemon, and what is started beside them. */
final class Ceph {

    /** Of a command, which mostly takes a tenth of a second. */
    private static final long PATIENCE_SECONDS = 60;

    private static final int LOG_LINES = 15;

    private final Path programs;
    private final CephFolder folder;
    private final Map<String, Process> daemons = new ConcurrentSkipListMap<>();

    /** @param installed where setup has put it */
    Ceph(Path installed, Path folder) {
        this.programs = installed.resolve("bin");
        if (!Files.isExecutable(programs.resolve("radosgw"))) {
            throw new IllegalStateException("There is no Ceph in " + installed
                    + ". make setup gets it; BUCKETWARDEN_WITHOUT_CEPH=1 leaves these tests out.");
        }
        try {
            this.folder = CephFolder.write(folder, Ports.free(), installed.resolve("plugins.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> daemons.values().forEach(Process::destroyForcibly)));
        var monmap = this.folder.path().resolve("monmap").toString();
        var osdmap = this.folder.path().resolve("osdmap").toString();
        run("monmaptool", "--create", "--fsid", this.folder.fsid(), "--addv", "a", this.folder.monitor(), monmap);
        // It has the storage daemon already, so nobody has to announce it.
        run("osdmaptool", "--createsimple", "1", osdmap);
        run("ceph-mon", "--mkfs", "-i", "a", "--monmap", monmap, "--osdmap", osdmap, "--keyring", "keyring");
        start("ceph-mon", "-i", "a");
        run("ceph-osd", "-i", "0", "--mkfs");
        start("ceph-osd", "-i", "0");
    }

    /** Starts a daemon, which ends with this JVM. */
    void start(String program, String... arguments) {
        try {
            var process = builder(
                            program,
                            arguments,
                            "-f",
                            "--log-file",
                            folder.log(program).toString())
                    .redirectOutput(folder.path().resolve(program + ".out").toFile())
                    .start();
            daemons.put(program, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a command and returns what it prints.
     *
     * @throws IllegalStateException when it fails, with what it and the daemons said
     */
    String run(String program, String... arguments) {
        var out = folder.path().resolve(program + ".out");
        try {
            var process =
                    builder(program, arguments).redirectOutput(out.toFile()).start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " does not end.\n" + logs());
            }
            var text = Files.readString(out);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(program + " " + String.join(" ", arguments) + " ends with "
                        + process.exitValue() + ":\n" + text + "\n" + logs());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return daemons.values().stream().allMatch(Process::isAlive);
    }

    /** The last lines of every daemon. */
    String logs() {
        return daemons.keySet().stream()
                .flatMap(program -> List.of(folder.path().resolve(program + ".out"), folder.log(program)).stream())
                .filter(Files::exists)
                .map(Ceph::tail)
                .collect(Collectors.joining("\n"));
    }

    private ProcessBuilder builder(String program, String[] arguments, String... more) {
        var command = new ArrayList<>(List.of(programs.resolve(program).toString()));
        // Otherwise each looks for that of the system.
        command.addAll(List.of("-c", folder.configuration().toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).directory(folder.path().toFile()).redirectErrorStream(true);
    }

    private static String tail(Path file) {
        try {
            var lines = Files.readAllLines(file);
            return "--- " + file + "\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "--- " + file + ": " + e;
        }
    }
}
