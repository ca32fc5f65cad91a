package io.bucketwarden.command;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;

/** A log line for people: when, how bad, about which policy or bucket, and what. Public for logback.xml, which names it. */
public final class TextLine extends PatternLayoutEncoder {

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level "
            + labelled("policy=", "%mdc{policy}")
            + labelled("bucket=", "%mdc{bucket}")
            + labelled("", "%kvp{NONE}")
            + "%msg%n";

    @Override
    public void start() {
        setPattern(PATTERN);
        super.start();
    }

    /** With its label before it, and nothing at all where there is none. */
    private static String labelled(String label, String what) {
        return "%replace(" + what + "){'.+', '" + label + "$0 '}";
    }
}
