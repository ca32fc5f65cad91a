package io.bucketwarden.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/** Judges two builds of the same sources, each in a folder of its own: the target folders are the arguments. */
public final class ReleaseCheck {

    private ReleaseCheck() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var one = new Artefacts(Path.of(arguments[0]));
        var other = new Artefacts(Path.of(arguments[1]));
        var versions = Versions.of(Path.of(""));
        var checks = new ArrayList<Check>();
        checks.add(versions.released());
        checks.add(versions.named());
        checks.add(versions.changelog());
        checks.add(BaseImages.of(Path.of("Dockerfile")).pinned());
        checks.addAll(one.sameAs(other));
        checks.add(one.jar());
        checks.add(one.sbom());
        checks.add(one.licences());
        checks.add(one.licencesPage());
        checks.add(one.image());
        checks.forEach(check -> System.out.println(check.line()));
        if (!checks.stream().allMatch(Check::isOk)) {
            System.exit(1);
        }
    }
}
