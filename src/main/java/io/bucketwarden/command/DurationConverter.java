package io.bucketwarden.command;

import io.bucketwarden.api.Intervals;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as the resource does. */
public final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public @Nullable Duration convert(String text) {
        try {
            return Intervals.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
