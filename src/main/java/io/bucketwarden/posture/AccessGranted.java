package io.bucketwarden.posture;

import io.bucketwarden.api.Exposure.Access;
import io.bucketwarden.iam.Reach;
import io.bucketwarden.iam.S3Actions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.Permission;

/**
 * What a statement or an ACL grant lets its holder do with a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html">Actions of S3</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Permissions of an ACL</a>
 */
final class AccessGranted {

    private static final Map<Access, List<String>> ON_BUCKET = Map.of(
            Access.Administer, S3Actions.ADMINISTER_BUCKET,
            Access.Read, S3Actions.READ_BUCKET,
            Access.List, S3Actions.LIST_BUCKET);

    private static final Map<Access, List<String>> ON_OBJECTS =
            Map.of(Access.Write, S3Actions.WRITE_OBJECTS, Access.Read, S3Actions.READ_OBJECTS);

    private static final List<String> KNOWN =
            Stream.of(S3Actions.BUCKET, S3Actions.OBJECTS).flatMap(List::stream).toList();

    private AccessGranted() {}

    /** What the statement opens of the bucket, worst first. */
    static List<Access> by(Reach reach, String bucketArn) {
        var granted = EnumSet.noneOf(Access.class);
        var bucket = reach.includesBucket(bucketArn);
        var objects = reach.includesObjects(bucketArn);
        if (bucket) {
            add(granted, ON_BUCKET, reach);
        }
        if (objects) {
            add(granted, ON_OBJECTS, reach);
        }
        if (bucket || objects) {
            reach.actionsBeside(KNOWN).stream()
                    .filter(action -> action.startsWith("s3:"))
                    .map(AccessGranted::byVerb)
                    .forEach(granted::add);
        }
        return List.copyOf(granted);
    }

    /** What the permission lets its holder do, worst first; one that is not known counts as all. */
    static List<Access> by(Permission permission) {
        return switch (permission) {
            case READ -> List.of(Access.List);
            case WRITE -> List.of(Access.Write);
            case READ_ACP -> List.of(Access.Read);
            case WRITE_ACP -> List.of(Access.Administer);
            case FULL_CONTROL, UNKNOWN_TO_SDK_VERSION -> List.of(Access.values());
        };
    }

    private static void add(Set<Access> granted, Map<Access, List<String>> level, Reach reach) {
        level.forEach((access, actions) -> {
            if (actions.stream().anyMatch(reach::includes)) {
                granted.add(access);
            }
        });
    }

    /** An action that AWS has added since is taken for the worst that its name allows. */
    private static Access byVerb(String action) {
        var name = action.substring("s3:".length());
        if (name.startsWith("list")) {
            return Access.List;
        }
        return name.startsWith("get") ? Access.Read : Access.Administer;
    }
}
