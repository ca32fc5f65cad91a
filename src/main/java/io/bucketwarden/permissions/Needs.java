package io.bucketwarden.permissions;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * What has to be allowed.
 *
 * @param remarks what the permissions cannot say, in sentences for people
 */
public record Needs(List<Permission> permissions, List<String> remarks) {

    public Needs {
        permissions = List.copyOf(permissions);
        remarks = List.copyOf(remarks);
    }

    public static Needs of(List<Permission> permissions) {
        return new Needs(permissions, List.of());
    }

    /** Both, each only once. */
    public Needs and(Needs other) {
        var both = new LinkedHashSet<>(permissions);
        both.addAll(other.permissions);
        var told = new LinkedHashSet<>(remarks);
        told.addAll(other.remarks);
        return new Needs(List.copyOf(both), List.copyOf(told));
    }
}
