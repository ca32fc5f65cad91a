package io.bucketwarden.command;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log lines on standard error, as text or as one JSON object each; both with policy, bucket and facet. */
public final class Logs {

    /** How a line is written. */
    public enum Format {
        text,
        json
    }

    private Logs() {}

    public static void use(Format format) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(format == Format.json ? json(context) : text(context));
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        var encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        var encoder = new TextLine();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
