package io.bucketwarden.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.bucketwarden.servers.AuditedCluster;
import io.bucketwarden.servers.Moto;
import io.bucketwarden.servers.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands under "Install" of the README, one after the other, in an empty cluster. */
class FirstFindingIT {

    private static final String ACCOUNT = "200000000092";
    private static final Pattern SET = Pattern.compile("--set ([^= ]+)=(\\S+)");

    /** What a reader writes in place of the words in capitals. */
    private static final Map<String, String> READER = Map.of(
            "REGISTRY", "registry.example",
            "REGION", "us-east-1",
            "ROLE-ARN", "arn:aws:iam::" + ACCOUNT + ":role/bucketwarden");

    private static final String FIND = "kubectl get s3bp -n storage";

    @TempDir
    private Path folder;

    @Test
    void a_reader_of_the_readme_gets_to_the_first_finding() throws Exception {
        Chart.assumeRenderable();
        var cluster = AuditedCluster.get();
        Files.writeString(folder.resolve("admin"), cluster.kubeconfig());
        var who = Moto.get().somebodyIn(ACCOUNT);
        Moto.get().s3(who, "us-east-1").createBucket(r -> r.bucket("first-finding"));
        var commands = commands();
        var helm = commands.stream()
                .filter(line -> line.startsWith("helm install bucketwarden helm/bucketwarden"
                        + " --namespace bucketwarden --create-namespace "))
                .findFirst()
                .orElseThrow();

        try (var release = new HelmRelease(cluster, "{}", values(helm));
                var operator = new RenderedOperator(cluster, release.deployment(), who, folder)) {
            assertThat(release.notes())
                    .contains(
                            Files.readString(Path.of("config/first-look.yaml")).strip());
            for (var command : commands.subList(commands.indexOf(helm) + 1, commands.size())) {
                if (command.equals(FIND)) {
                    Awaitility.await(operator.log())
                            .atMost(Duration.ofSeconds(60))
                            .until(() -> kubectl(command)
                                    .lines()
                                    .anyMatch(
                                            line -> line.matches("first-look +1 bucket +Audit +True +False +[1-9].*")));
                } else {
                    assertThat(kubectl(command)).as(command).isNotEmpty();
                }
            }
            assertThat(commands).contains(FIND);
            assertThat(kubectl(commands.getLast())).contains("name: first-finding", "state: Drifted");
        } finally {
            kubectl("kubectl delete -f config/first-look.yaml --wait=false");
        }
    }

    /** Of the README, and those that the test needs to reach a server of its own. */
    private static Map<String, String> values(String helm) {
        var values = new LinkedHashMap<String, String>();
        SET.matcher(helm).results().forEach(set -> values.put(set.group(1), set.group(2)));
        assertThat(values).containsKeys("image.repository", "image.tag", "aws.region", "aws.roleArn");
        values.put("endpoint.url", Moto.get().endpoint().toString());
        values.put("endpoint.pathStyle", "true");
        values.put("endpoint.allowInsecure", "true");
        return values;
    }

    private static List<String> commands() throws IOException {
        var section = Files.readString(Path.of("README.md"))
                .split("\n## Install\n", 2)[1]
                .split("\n## ", 2)[0];
        var block = section.split("```\n", 3)[1].replaceAll(" *\\\\\n *", " ");
        return block.lines()
                .map(line -> {
                    var said = line.replaceFirst(" +#.*", "").strip();
                    for (var word : READER.entrySet()) {
                        said = said.replaceAll("\\b" + word.getKey() + "\\b", word.getValue());
                    }
                    return said;
                })
                .toList();
    }

    private String kubectl(String command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(command.split(" ")));
        assertThat(words.removeFirst()).isEqualTo("kubectl");
        words.addAll(
                0,
                List.of(
                        TestCluster.kubectl().toString(),
                        "--kubeconfig",
                        folder.resolve("admin").toString()));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(command + ": " + said).isZero();
        return said;
    }
}
