package io.bucketwarden.access;

/** How a request was protected on its way. */
public enum Transport {
    PLAIN_HTTP(""),
    TLS_1_0("1.0"),
    TLS_1_1("1.1"),
    TLS_1_2("1.2"),
    TLS_1_3("1.3"),
    /** Over TLS, and the log does not say which version. */
    TLS_UNKNOWN(""),
    /** The log does not say. */
    UNKNOWN("");

    private final String version;

    Transport(String version) {
        this.version = version;
    }

    /** As the condition key {@code s3:TlsVersion} has it; empty where there is none or it is not known. */
    public String version() {
        return version;
    }
}
