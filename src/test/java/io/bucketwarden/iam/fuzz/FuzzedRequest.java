package io.bucketwarden.iam.fuzz;

import io.bucketwarden.iam.Principal;
import io.bucketwarden.iam.Request;
import io.bucketwarden.iam.RequestContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * A request and the policy that judges it, as one text: a line each for principal, action and resource, any number of
 * {@code key=value} lines, an empty line, the policy. What is missing is empty; a text of odd length leaves open
 * which other keys the request has.
 */
record FuzzedRequest(Request request, String policy) {

    private static final int PRINCIPAL = 0;
    private static final int ACTION = 1;
    private static final int RESOURCE = 2;
    private static final int CONTEXT = 3;

    static FuzzedRequest of(String text) {
        int end = text.indexOf("\n\n");
        var lines = Arrays.asList((end < 0 ? text : text.substring(0, end)).split("\n", -1));
        var context = new HashMap<String, List<String>>();
        lines.stream().skip(CONTEXT).filter(line -> line.contains("=")).forEach(line -> {
            int equals = line.indexOf('=');
            context.put(line.substring(0, equals), List.of(line.substring(equals + 1)));
        });
        return new FuzzedRequest(
                new Request(
                        Principal.of(line(lines, PRINCIPAL)),
                        line(lines, ACTION),
                        line(lines, RESOURCE),
                        text.length() % 2 == 0
                                ? RequestContext.exactly(context)
                                : RequestContext.knowing(context, Set.of())),
                end < 0 ? "" : text.substring(end + 2));
    }

    private static String line(List<String> lines, int number) {
        return number < lines.size() ? lines.get(number) : "";
    }
}
