package io.bucketwarden.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A CloudFormation template; of a short form such as {@code !GetAtt Queue.Arn} only what stands behind it is there. */
record Template(Path file, JsonNode root) {

    static final Template CENTRAL = read("real-time.yaml");
    static final Template FORWARD = read("real-time-forward.yaml");

    private static Template read(String name) {
        var file = Path.of("config/aws", name);
        try {
            return new Template(file, new YAMLMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode properties(String resource) {
        return root.at("/Resources/" + resource + "/Properties");
    }

    /** As EventBridge gets it. */
    String eventPattern() {
        return properties("Rule").path("EventPattern").toString();
    }
}
