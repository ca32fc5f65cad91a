package io.bucketwarden.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A policy for a role that allows what is needed and nothing else, the same for the same needs. Nothing in it is said
 * twice.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Policy grammar</a>
 */
public final class RolePolicy {

    /**
     * The most characters of a managed policy, white space aside.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">Quotas of IAM</a>
     */
    public static final int MOST_CHARACTERS = 6_144;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    private RolePolicy(JsonNode document) {
        this.document = document;
    }

    public static RolePolicy of(Collection<Permission> needed) {
        var permissions =
                needed.stream().filter(one -> !one.isImpliedBy(needed)).toList();
        var policy = JSON.createObjectNode().put("Version", "2012-10-17");
        var statements = policy.putArray("Statement");
        for (var purpose : Purpose.values()) {
            var its =
                    permissions.stream().filter(one -> one.purpose() == purpose).toList();
            var number = 1;
            for (var one : byCondition(its).values()) {
                for (var statement : statements(one)) {
                    statements.add(numbered(purpose.sid(), number++, (ObjectNode) statement));
                }
            }
        }
        return new RolePolicy(policy);
    }

    public JsonNode document() {
        return document;
    }

    public String json() {
        return document.toPrettyString() + "\n";
    }

    /** As IAM counts them. */
    public int characters() {
        return document.toString().length();
    }

    /** A statement has one condition, or none. */
    private static Map<String, List<Permission>> byCondition(List<Permission> permissions) {
        return permissions.stream()
                .collect(Collectors.groupingBy(
                        one -> String.join(",", one.viaServices()), TreeMap::new, Collectors.toList()));
    }

    private static ObjectNode numbered(String sid, int number, ObjectNode statement) {
        var named = JSON.createObjectNode().put("Sid", number == 1 ? sid : sid + number);
        named.setAll(statement);
        return named;
    }

    /** Whichever way of writing the same is shorter. */
    private static ArrayNode statements(List<Permission> permissions) {
        var via = new TreeSet<>(permissions.getFirst().viaServices());
        var byResource = written(via, grouped(permissions, Permission::resource, Permission::action), false);
        var byAction = written(via, grouped(permissions, Permission::action, Permission::resource), true);
        return byAction.toString().length() < byResource.toString().length() ? byAction : byResource;
    }

    /** The keys that have the same values, together, by those values. */
    private static Map<Set<String>, Set<String>> grouped(
            List<Permission> permissions, Function<Permission, String> key, Function<Permission, String> value) {
        var values = new TreeMap<String, TreeSet<String>>();
        permissions.forEach(one ->
                values.computeIfAbsent(key.apply(one), _ -> new TreeSet<>()).add(value.apply(one)));
        var keys = new LinkedHashMap<Set<String>, Set<String>>();
        values.forEach(
                (one, its) -> keys.computeIfAbsent(its, _ -> new TreeSet<>()).add(one));
        return keys;
    }

    private static ArrayNode written(
            Set<String> viaServices, Map<Set<String>, Set<String>> groups, boolean keysAreActions) {
        var statements = JSON.createArrayNode();
        groups.forEach((values, keys) -> {
            var statement = statements.addObject().put("Effect", "Allow");
            put(statement, "Action", keysAreActions ? keys : values);
            put(statement, "Resource", keysAreActions ? values : keys);
            if (!viaServices.isEmpty()) {
                put(statement.putObject("Condition").putObject("StringEquals"), "kms:ViaService", viaServices);
            }
        });
        return statements;
    }

    private static void put(ObjectNode statement, String element, Set<String> values) {
        if (values.size() == 1) {
            statement.put(element, values.iterator().next());
            return;
        }
        var list = statement.putArray(element);
        values.forEach(list::add);
    }
}
