package io.bucketwarden.command.iampolicy;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.api.Mode;
import io.bucketwarden.api.S3BucketPolicy;
import io.bucketwarden.command.Flag;
import io.bucketwarden.command.GivenPolicies;
import io.bucketwarden.command.QueueOptions;
import io.bucketwarden.permissions.GrantNeeds;
import io.bucketwarden.permissions.LogNeeds;
import io.bucketwarden.permissions.Needs;
import io.bucketwarden.permissions.Permission;
import io.bucketwarden.permissions.PolicyNeeds;
import io.bucketwarden.permissions.RealTimeNeeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What the role of the operator needs, by the flags of {@code iam-policy}.
 *
 * @param mode whatever policies say; null for what they say
 */
record RoleNeeds(
        CommandLine command,
        @Nullable Mode mode,
        @Nullable String partition,
        @Nullable String region,
        QueueOptions queues,
        List<String> keys,
        boolean doctor) {

    private static final Pattern KEY = Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");

    /**
     * Needs of the resources of files, or where there are none of every facet.
     *
     * @throws ParameterException when a flag or the file is wrong
     */
    Needs of(List<Path> files) {
        var partitions = partitionsOfFlags();
        var arns = queueArns();
        arns.forEach(partitions::ofArn);
        keyArns().forEach(partitions::ofArn);
        var needs = files.isEmpty() ? ofAll(partitions) : of(files, partitions);
        var more = new ArrayList<Permission>();
        arns.forEach(arn -> {
            more.addAll(RealTimeNeeds.reading(arn));
            if (doctor) {
                more.addAll(RealTimeNeeds.doctor(arn));
            }
        });
        var services = arns.isEmpty() ? List.of("s3") : List.of("s3", "sqs");
        keyArns()
                .forEach(key -> more.add(LogNeeds.decrypting(
                        key,
                        services.stream()
                                .map(service -> Partitions.host(service, key.split(":", 5)[3]))
                                .toList())));
        return needs.and(Needs.of(more));
    }

    private Needs ofAll(Partitions partitions) {
        return PolicyNeeds.ofAllFacets(mode == null ? Mode.Audit : mode, only(partitions));
    }

    private Needs of(List<Path> files, Partitions partitions) {
        var read = GivenPolicies.file(files, command);
        var grants = GivenGrants.read(read, command);
        var accounts = GivenGrants.accounts(grants);
        GivenPolicies.tellOthers(read.others() - read.grants().size(), files, command);
        read.policies().forEach(policy -> tell(policy, partitions));
        accounts.stream().map(GrantedAccount::roleArn).forEach(role -> {
            if (role != null) {
                partitions.ofArn(role);
            }
        });
        var one = only(partitions);
        var needs = GrantNeeds.of(accounts);
        var writes = false;
        for (var policy : read.policies()) {
            var spec = policy.getSpec();
            var asked = mode == null ? spec.effectiveMode() : mode;
            writes |= asked == Mode.Enforce;
            needs = PolicyNeeds.of(GivenPolicies.name(policy), spec, asked, one).and(needs);
        }
        return needs.and(new Needs(List.of(), GivenGrants.narrower(grants, writes)));
    }

    private static void tell(S3BucketPolicy policy, Partitions partitions) {
        var spec = policy.getSpec();
        var name = GivenPolicies.name(policy);
        if (spec.region() != null) {
            partitions.ofRegion(spec.region(), name);
        }
        if (spec.bucketSelector() != null) {
            Objects.requireNonNullElse(spec.bucketSelector().regions(), List.<String>of())
                    .forEach(region -> partitions.ofRegion(region, name));
        }
    }

    private Partitions partitionsOfFlags() {
        var partitions = new Partitions();
        if (partition != null) {
            if (!Partitions.known().contains(partition)) {
                throw refuse(
                        "--partition",
                        "'" + partition + "' is no partition; write one of " + String.join(", ", Partitions.known()));
            }
            partitions.named(partition, "--partition");
        }
        if (region != null) {
            if (!region.matches("[a-z]{2,8}(-[a-z]+)+-[0-9]+")) {
                throw refuse("--region", "'" + region + "' is no region; write one such as eu-central-1");
            }
            partitions.ofRegion(region, "--region");
        }
        return partitions;
    }

    private List<String> queueArns() {
        var given = queues.queues();
        if (doctor && given.isEmpty()) {
            throw refuse("--doctor", "it looks at a queue, so name that with --queue");
        }
        given.stream().filter(queue -> !queue.resource().startsWith("arn:")).forEach(queue -> {
            throw refuse("--queue", queue + " is no queue of AWS, so no policy of IAM can name it");
        });
        return given.stream().map(queue -> queue.resource()).toList();
    }

    private List<String> keyArns() {
        keys.stream().filter(key -> !KEY.matcher(key).matches()).forEach(key -> {
            throw refuse(
                    "--kms-key",
                    "'" + key + "' is no key; write its ARN, such as"
                            + " arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
        });
        return keys;
    }

    private String only(Partitions partitions) {
        partitions.contradiction().ifPresent(why -> {
            throw new ParameterException(command, why);
        });
        return partitions.one();
    }

    private ParameterException refuse(String flag, String why) {
        return Flag.of(command.getCommandSpec(), flag).refuse(why);
    }
}
