package io.bucketwarden.command;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"bucketwarden " + number()};
    }

    /** As in the manifest of the jar; {@code development} outside of one. */
    public static String number() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
