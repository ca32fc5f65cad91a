package io.bucketwarden.posture;

/**
 * What the S3 server makes of a request, as far as policy documents can ask about it.
 *
 * @param plainHttp whether our calls reach it over http, which a TLS-only statement would deny
 * @param principalKeys whether it fills the condition keys {@code aws:PrincipalArn}, {@code aws:PrincipalAccount} and
 *     their like as AWS does; elsewhere a Deny that looks at them may meet everybody
 */
public record Server(boolean plainHttp, boolean principalKeys) {

    /** AWS itself, over https. */
    public static final Server AWS = new Server(false, true);
}
