package io.bucketwarden.iam;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far an Allow statement reaches: who can meet it, and which actions and resources it names. Errs towards more. */
public final class Reach {

    private static final String PRINCIPAL_KEYS = "aws:principal";
    private static final String USER_ID = "aws:userid";

    private static final Facts ANONYMOUS = new Facts(Principal.of(""), RequestContext.exactly(Map.of()), true);

    private final Meaning meaning;

    private Reach(Meaning meaning) {
        this.meaning = meaning;
    }

    public static Reach of(Statement statement) {
        return new Reach(statement.meaning());
    }

    /** Whether callers who are not signed in can meet it, as far as principal and conditions on the principal tell. */
    public boolean admitsAnonymous() {
        var principals = meaning.principals();
        return (principals.negated() || principals.values().contains("*"))
                && meaning.conditions().stream()
                        .filter(clause -> clause.key().startsWith(PRINCIPAL_KEYS)
                                || clause.key().equals(USER_ID))
                        .noneMatch(clause -> clause.holds(ANONYMOUS) == Truth.NO);
    }

    /** Whether it names the action, such as {@code s3:GetObject}. */
    public boolean includes(String action) {
        var name = action.toLowerCase(Locale.ROOT);
        return meaning.actions().match(pattern -> Truth.of(Wildcards.matches(pattern, name))) == Truth.YES;
    }

    /** The actions and patterns, in lower case, that match none of {@code known}. */
    public List<String> actionsBeside(Collection<String> known) {
        if (meaning.actions().negated()) {
            return List.of();
        }
        return meaning.actions().values().stream()
                .filter(pattern ->
                        known.stream().noneMatch(action -> Wildcards.matches(pattern, action.toLowerCase(Locale.ROOT))))
                .toList();
    }

    /**
     * Objects of the bucket that the resources name, one for each of them: what a wildcard or a variable stands for is
     * {@code any}. One of any name for a statement that names all but some.
     */
    public List<String> objectsAmong(String bucket, String any) {
        var objects = bucket + "/";
        return meaning.resources().negated()
                ? List.of(objects + any)
                : meaning.resources().values().stream()
                        .filter(pattern -> mayMatchBelow(pattern, objects))
                        .map(pattern -> pattern.startsWith(objects)
                                ? pattern.replaceAll("\\$\\{[^}]*}|[*?]+", any)
                                : objects + any)
                        .distinct()
                        .toList();
    }

    /** Whether the bucket itself is among the resources. */
    public boolean includesBucket(String arn) {
        var resources = meaning.resources();
        return resources.negated()
                ? resources.values().stream().noneMatch(pattern -> Wildcards.matches(pattern, arn))
                : resources.values().stream()
                        .anyMatch(pattern -> Wildcards.matches(pattern, arn) || hasVariable(pattern, arn));
    }

    /** Whether objects of the bucket, or some of them, are among the resources. */
    public boolean includesObjects(String arn) {
        var objects = arn + "/";
        var resources = meaning.resources();
        return resources.negated()
                ? resources.values().stream().noneMatch(pattern -> Wildcards.includes(pattern, objects + "*"))
                : resources.values().stream().anyMatch(pattern -> mayMatchBelow(pattern, objects));
    }

    private static boolean hasVariable(String pattern, String arn) {
        return pattern.contains("${") && arn.startsWith(pattern.substring(0, pattern.indexOf("${")));
    }

    private static boolean mayMatchBelow(String pattern, String prefix) {
        var fixed = pattern.split("[*?]|\\$\\{", 2)[0];
        return fixed.length() == pattern.length()
                ? pattern.startsWith(prefix)
                : fixed.startsWith(prefix) || prefix.startsWith(fixed);
    }
}
