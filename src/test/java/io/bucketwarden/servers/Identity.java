package io.bucketwarden.servers;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Whom a command that runs in this JVM is taken for, until closed. */
public final class Identity implements AutoCloseable {

    private static final String KEY = "aws.accessKeyId";
    private static final String SECRET = "aws.secretAccessKey";
    private static final String TOKEN = "aws.sessionToken";

    private Identity() {}

    public static Identity of(AwsCredentials who) {
        System.setProperty(KEY, who.accessKeyId());
        System.setProperty(SECRET, who.secretAccessKey());
        if (who instanceof AwsSessionCredentials session) {
            System.setProperty(TOKEN, session.sessionToken());
        }
        return new Identity();
    }

    @Override
    public void close() {
        System.clearProperty(KEY);
        System.clearProperty(SECRET);
        System.clearProperty(TOKEN);
    }
}
