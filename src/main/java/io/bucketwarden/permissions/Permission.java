package io.bucketwarden.permissions;

import io.bucketwarden.iam.Wildcards;
import java.util.Collection;

/**
 * One action on one resource.
 *
 * @param resource an ARN, with {@code *} and {@code ?} as IAM has them, or {@code *}
 */
public record Permission(Purpose purpose, String action, String resource) {

    /** Whether one of them already allows this one: the same on more, or the same for a purpose that comes first. */
    boolean isImpliedBy(Collection<Permission> all) {
        return all.stream()
                .anyMatch(other -> other.action.equals(action)
                        && Wildcards.includes(other.resource, resource)
                        && (!other.resource.equals(resource) || other.purpose.compareTo(purpose) < 0));
    }
}
