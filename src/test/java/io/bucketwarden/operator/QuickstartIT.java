package io.bucketwarden.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.command.Typed;
import io.bucketwarden.docs.Commands;
import io.bucketwarden.docs.Commands.Shown;
import io.bucketwarden.docs.Markdown;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each command of the quickstart that needs a cluster, as it is written there, by the real kubectl. */
class QuickstartIT extends GrantedServers {

    private static final Path PAGE = Path.of("docs/quickstart.md");
    private static final Pattern FILE = Pattern.compile("```yaml\n# (\\S+\\.yaml)\n(.*?)```", Pattern.DOTALL);
    private static final int DRIFTS = 2;

    @TempDir
    private Path folder;

    private String said = "";
    private String asked = "";

    @Test
    void a_bucket_is_audited_then_enforced_in_one_facet_and_put_back() throws Exception {
        Files.writeString(folder.resolve("kubeconfig"), TestCluster.get().kubeconfig());
        FILE.matcher(Files.readString(PAGE)).results().forEach(it -> write(it.group(1), it.group(2)));
        var commands = new ArrayList<>(Markdown.read(PAGE).shell().stream()
                .flatMap(line -> Commands.of(line).stream())
                .toList());

        runThrough(commands, "kubectl get s3bp invoices");

        assertThat(said).contains("path: versioning.status", "state: Drifted");
        assertThat(proxy.writes(bucket)).isZero();

        runThrough(commands, "bucketwarden iam-policy");

        assertThat(said).contains("s3:PutBucketVersioning").doesNotContain("s3:PutBucketAcl");

        runThrough(commands, "bucketwarden plan -f invoices-versioning.yaml");

        assertThat(said).contains("PutBucketVersioning");
        assertThat(proxy.writes(bucket)).isZero();

        runThrough(commands, "kubectl wait s3bp/invoices-versioning");

        assertThat(versioning()).isEqualTo("Enabled");
        assertThat(proxy.writes(bucket)).isEqualTo(1);

        runThrough(commands, "bucketwarden revert invoices-versioning -n storage");

        assertThat(said).contains("back to Suspended");
        assertThat(versioning()).isEqualTo("Enabled");

        runThrough(commands, "bucketwarden revert invoices-versioning -n storage --yes");

        assertThat(versioning()).isEqualTo("Suspended");

        var written = proxy.writes(bucket);
        runThrough(commands, "kubectl delete s3bp invoices-versioning");

        await("the rest goes on").until(() -> isLookedAtAgain());
        assertThat(versioning()).isEqualTo("Suspended");
        assertThat(proxy.writes(bucket)).isEqualTo(written);
        assertThat(commands).as("all commands of the page have been typed").isEmpty();
    }

    /** Types one command after the other, until the first that begins so was typed. */
    private void runThrough(List<Shown> commands, String last) throws Exception {
        while (!commands.isEmpty()) {
            var command = commands.removeFirst();
            if (isOfATest(command)) {
                type(command);
            }
            if (String.join(" ", command.words()).startsWith(last)) {
                return;
            }
        }
        throw new AssertionError("the page has no command " + last);
    }

    /** The rest needs an image, or an account, or goes on until it is ended. */
    private static boolean isOfATest(Shown command) {
        var words = command.words();
        return switch (command.program()) {
            case "kubectl" -> !words.contains("rollout") && !words.contains("-w") && !words.contains("namespace");
            case "bucketwarden" -> !words.contains("scan") && !words.contains("config/samples/invoices.yaml");
            default -> false;
        };
    }

    private void type(Shown command) throws IOException, InterruptedException {
        var words = command.words().stream()
                .skip(1)
                .map(word -> ours(word.replaceAll("^'(.*)'$", "$1")))
                .toList();
        if (command.program().equals("kubectl")) {
            assertThat(kubectl(words)).as("%s\n%s", command, said).isZero();
        } else {
            assertThat(bucketwarden(words)).as("%s\n%s", command, said).isEqualTo(words.contains("plan") ? DRIFTS : 0);
        }
    }

    private int kubectl(List<String> words) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(TestCluster.kubectl().toString()));
        all.addAll(words);
        var builder = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("KUBECONFIG", folder.resolve("kubeconfig").toString());
        var process = builder.start();
        assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
        said = Files.readString(folder.resolve("said"));
        return process.exitValue();
    }

    private int bucketwarden(List<String> words) {
        var all = new ArrayList<String>();
        words.forEach(
                word -> all.add(word.endsWith(".yaml") ? folder.resolve(word).toString() : word));
        if (!words.contains("iam-policy")) {
            all.addAll(List.of("--endpoint=" + proxy.endpoint(), "--path-style", "--allow-insecure-endpoint"));
        }
        if (words.contains("revert")) {
            all.add("--record-namespace=" + recordNamespace);
        }
        try (var typed = new Typed(folder.resolve("kubeconfig"), Moto.CREDENTIALS.resolveCredentials())) {
            var code = typed.run(all);
            said = typed.said();
            return code;
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), ours(text));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The page's names stand for those of the test. */
    private String ours(String text) {
        return text.replaceAll("\\bstorage\\b", namespace)
                .replace("acme-invoices", bucket)
                .replace("acme-*", bucket);
    }

    /** The policy that audits, after it was asked for. */
    private boolean isLookedAtAgain() throws IOException, InterruptedException {
        if (asked.isEmpty()) {
            asked = "2026-11-30T00:00:00Z";
            kubectl(List.of(
                    "annotate",
                    "s3bp",
                    "invoices",
                    "-n",
                    namespace,
                    "bucketwarden.io/reconcile-requested-at=" + asked));
        }
        kubectl(List.of("get", "s3bp", "invoices", "-n", namespace, "-o", "jsonpath={.status.lastHandledReconcileAt}"));
        return said.strip().equals(asked);
    }

    private String versioning() {
        return String.valueOf(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString());
    }
}
