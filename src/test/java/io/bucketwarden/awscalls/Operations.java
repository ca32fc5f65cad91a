package io.bucketwarden.awscalls;

import io.bucketwarden.permissions.IamActions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which actions of IAM the operations of services need, which mostly bear other names. */
record Operations(Map<String, List<String>> actions) {

    static final Operations TABLE = new Operations(IamActions.lines("operations.txt")
            .collect(Collectors.toMap(
                    line -> key(line[0], line[1]),
                    line -> line[2].equals("-") ? List.of() : List.of(line[2].split(",")),
                    (one, _) -> {
                        throw new IllegalStateException("twice: " + one);
                    },
                    TreeMap::new)));

    /** The actions; empty when the table does not know the operation. */
    Optional<List<String>> of(RecordedCall call) {
        return Optional.ofNullable(actions.get(key(call.service(), call.operation())));
    }

    /** The service that has such an operation; where several do, the first by name. */
    String serviceOf(String operation) {
        return actions.keySet().stream()
                .filter(key -> key.endsWith(" " + operation))
                .map(key -> key.replaceFirst(" .*", ""))
                .findFirst()
                .orElse("unknown");
    }

    List<String> all() {
        return actions.values().stream().flatMap(Collection::stream).toList();
    }

    private static String key(String service, String operation) {
        return service + " " + operation;
    }
}
