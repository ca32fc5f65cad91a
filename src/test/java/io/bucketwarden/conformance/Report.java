package io.bucketwarden.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** All that a run comes to, for programs. */
record Report(
        String store,
        String account,
        String region,
        String run,
        int requests,
        int buckets,
        List<Result> results,
        List<LeftOver> leftOver) {

    /** A bucket that is still there, why, and the command that removes it. */
    record LeftOver(String bucket, String why, String command) {}

    static List<LeftOver> leftOver(Map<ThrowAwayBucket, String> left, String profile) {
        return left.entrySet().stream()
                .map(it -> new LeftOver(
                        it.getKey().name(), it.getValue(), it.getKey().removal(profile)))
                .toList();
    }

    static String text(List<LeftOver> left) {
        if (left.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("\nStill there, to be removed by hand, or with make conformance CLEAN=1:\n");
        left.forEach(it -> text.append("  ")
                .append(it.bucket())
                .append(": ")
                .append(it.why())
                .append("\n    ")
                .append(it.command())
                .append("\n"));
        return text.toString();
    }

    int exitCode() {
        if (!leftOver.isEmpty()) {
            return Conformance.LEFT_OVER;
        }
        return results.stream().allMatch(Result::isFine) ? 0 : Conformance.DIFFERS;
    }

    String json() {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
