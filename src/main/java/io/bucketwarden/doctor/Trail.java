package io.bucketwarden.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a trail of CloudTrail records, by its event selectors.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html">
 *     Logging management events</a>
 */
final class Trail {

    enum Records {
        CHANGES,
        SOME_CHANGES,
        NO_CHANGES
    }

    private static final String S3 = "s3.amazonaws.com";

    private Trail() {}

    /** Of an answer of GetEventSelectors. A trail without any selector records all management events. */
    static Records records(JsonNode selectors) {
        var basic = list(selectors.path("EventSelectors"));
        var advanced = list(selectors.path("AdvancedEventSelectors"));
        if (basic.isEmpty() && advanced.isEmpty()) {
            return Records.CHANGES;
        }
        return Stream.concat(
                        basic.stream().map(Trail::ofBasic), advanced.stream().map(Trail::ofAdvanced))
                .min(Records::compareTo)
                .orElse(Records.NO_CHANGES);
    }

    private static Records ofBasic(JsonNode selector) {
        return selector.path("IncludeManagementEvents").asBoolean(true)
                        && !selector.path("ReadWriteType").asText().equals("ReadOnly")
                ? Records.CHANGES
                : Records.NO_CHANGES;
    }

    private static Records ofAdvanced(JsonNode selector) {
        var fields = list(selector.path("FieldSelectors"));
        if (fields.stream().noneMatch(field -> is(field, "eventCategory") && names(field, "Equals", "Management"))) {
            return Records.NO_CHANGES;
        }
        return fields.stream().map(Trail::ofField).max(Records::compareTo).orElse(Records.NO_CHANGES);
    }

    private static Records ofField(JsonNode field) {
        return switch (field.path("Field").asText()) {
            case "eventCategory" -> Records.CHANGES;
            case "readOnly" -> names(field, "Equals", "true") ? Records.NO_CHANGES : Records.CHANGES;
            case "eventSource" -> ofSource(field);
            default -> Records.SOME_CHANGES;
        };
    }

    private static Records ofSource(JsonNode field) {
        if (names(field, "NotEquals", S3) || (field.has("Equals") && !names(field, "Equals", S3))) {
            return Records.NO_CHANGES;
        }
        return field.has("Equals") || onlyHas(field, "NotEquals") ? Records.CHANGES : Records.SOME_CHANGES;
    }

    private static boolean onlyHas(JsonNode field, String operator) {
        return field.properties().stream()
                .allMatch(entry -> entry.getKey().equals("Field")
                        || entry.getKey().equals(operator)
                        || entry.getValue().isEmpty());
    }

    private static boolean is(JsonNode field, String name) {
        return field.path("Field").asText().equals(name);
    }

    private static boolean names(JsonNode field, String operator, String value) {
        return list(field.path(operator)).stream().anyMatch(it -> it.asText().equals(value));
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
