package io.bucketwarden.permissions;

import io.bucketwarden.iam.Wildcards;
import java.util.Collection;
import java.util.List;

/**
 * One action on one resource.
 *
 * @param resource an ARN, with {@code *} and {@code ?} as IAM has them, or {@code *}
 * @param viaServices host names of the services of AWS of which one must ask KMS for the operator; empty for any way
 */
public record Permission(Purpose purpose, String action, String resource, List<String> viaServices) {

    public Permission {
        viaServices = List.copyOf(viaServices);
    }

    Permission(Purpose purpose, String action, String resource) {
        this(purpose, action, resource, List.of());
    }

    /** Whether one of them already allows this one: the same on more, or the same for a purpose that comes first. */
    boolean isImpliedBy(Collection<Permission> all) {
        return all.stream()
                .anyMatch(other -> other.action.equals(action)
                        && Wildcards.includes(other.resource, resource)
                        && (other.viaServices.isEmpty() || other.viaServices.equals(viaServices))
                        && (!other.resource.equals(resource)
                                || other.viaServices.size() < viaServices.size()
                                || other.purpose.compareTo(purpose) < 0));
    }
}
