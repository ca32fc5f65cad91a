package io.bucketwarden.posture;

import java.util.function.Supplier;

/**
 * What a bucket needs to know of the account around it.
 *
 * @param aws whether S3 is that of AWS, whose word on a policy document counts
 * @param block the settings that block public access to all buckets of the account; throws {@link CallFailed} when they
 *     cannot be read
 */
public record AccountView(boolean aws, Supplier<PublicAccessBlock> block) {

    /** Of a server that knows no settings of an account. */
    public static final AccountView NONE = new AccountView(false, () -> PublicAccessBlock.NOTHING);
}
