package io.bucketwarden.permissions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The actions of IAM that there are in fact, by the checked-in list. IAM takes no notice of upper and lower case. */
public final class IamActions {

    /** @param types those of the resources that it can be limited to; empty when it is allowed on {@code *} or not at all */
    public record Action(String name, String accessLevel, Set<String> types) {
        boolean isRead() {
            return Set.of("Read", "List").contains(accessLevel);
        }
    }

    private static final Path FOLDER = Path.of("src/test/resources/iam");
    private static final Map<String, Action> BY_NAME = lines("actions.txt")
            .collect(Collectors.toMap(
                    line -> line[0].toLowerCase(Locale.ROOT), line -> new Action(line[0], line[1], types(line[2]))));
    private static final Map<String, String> ARNS =
            lines("resources.txt").collect(Collectors.toMap(line -> line[0] + " " + line[1], line -> line[2]));

    private IamActions() {}

    /** Without comments, at tabs. */
    public static Stream<String[]> lines(String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Optional<Action> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** All that a pattern stands for. */
    static List<Action> matching(String pattern) {
        var regex = Pattern.compile(
                Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), Pattern.CASE_INSENSITIVE);
        return BY_NAME.values().stream()
                .filter(action -> regex.matcher(action.name()).matches())
                .toList();
    }

    static Set<String> services() {
        return BY_NAME.values().stream()
                .map(action -> action.name().replaceFirst(":.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Map<String, Action> all() {
        return new TreeMap<>(BY_NAME);
    }

    /** Whether a resource, as a statement names it, is one that the action can be limited to. */
    static boolean fits(Action action, String resource) {
        var service = action.name().replaceFirst(":.*", "");
        return action.types().stream()
                .map(type -> ARNS.get(service + " " + type))
                .anyMatch(arn -> isLike(arn, resource));
    }

    /** By the parts of the ARN; what a part stands for is not told by a slash, which makes an object of a bucket. */
    private static boolean isLike(String arn, String resource) {
        return resource.matches(Stream.of(arn.split("(?=\\$\\{)|(?<=\\})"))
                .map(part -> part.startsWith("${Object") || part.equals("${RoleNameWithPath}")
                        ? ".+"
                        : part.startsWith("${") ? "[^:/]*" : Pattern.quote(part))
                .collect(Collectors.joining()));
    }

    private static Set<String> types(String text) {
        return text.equals("-") ? Set.of() : Set.of(text.split(","));
    }
}
