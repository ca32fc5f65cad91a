package io.bucketwarden.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The images that a Dockerfile begins with: a tag may name another one tomorrow, a digest cannot. */
record BaseImages(List<String> names) {

    private static final Pattern FROM = Pattern.compile("(?m)^FROM (?:--\\S+ )*(\\S+)(?: AS (\\S+))?");

    static BaseImages of(Path dockerfile) throws IOException {
        var names = new ArrayList<String>();
        var stages = new ArrayList<String>();
        FROM.matcher(Files.readString(dockerfile)).results().forEach(from -> {
            if (!stages.contains(from.group(1))) {
                names.add(from.group(1));
            }
            if (from.group(2) != null) {
                stages.add(from.group(2));
            }
        });
        return new BaseImages(List.copyOf(names));
    }

    Check pinned() {
        return new Check(
                "base images",
                "each is named by its digest",
                names.stream()
                        .filter(name -> !name.matches(".*@sha256:[0-9a-f]{64}"))
                        .map(name -> name + " has no digest")
                        .toList(),
                "docker buildx imagetools inspect IMAGE prints it; write FROM IMAGE@sha256:DIGEST in the Dockerfile.");
    }
}
