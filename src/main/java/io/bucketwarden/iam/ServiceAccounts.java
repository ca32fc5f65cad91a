package io.bucketwarden.iam;

import java.util.Set;

/**
 * Identities of AWS that are neither of a customer nor a service principal, though a service acts by them.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html">Accounts of
 *     Elastic Load Balancing</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html">
 *     Origin access identities</a>
 */
public final class ServiceAccounts {

    /** Those as which Elastic Load Balancing delivers access logs in the regions that were there before August 2022. */
    private static final Set<String> LOAD_BALANCING = Set.of(
            "127311923021",
            "033677994240",
            "027434742980",
            "797873946194",
            "098369216593",
            "754344448648",
            "589379963580",
            "718504428378",
            "383597477331",
            "600734575887",
            "114774131450",
            "783225319266",
            "582318560864",
            "985666609251",
            "054676820928",
            "156460612806",
            "652711504416",
            "635631232127",
            "009996457667",
            "897822967062",
            "076674570225",
            "507241528517",
            "048591011584",
            "190560391635",
            "638102146993",
            "037604701340");

    private ServiceAccounts() {}

    /** Whether load balancers deliver their access logs as this account. */
    public static boolean deliversLogs(String account) {
        return LOAD_BALANCING.contains(account);
    }

    /** Whether the ARN is that of an origin access identity, as which CloudFront reads what it serves. */
    public static boolean isOriginAccess(String arn) {
        return ArnPattern.parse(arn)
                .filter(it -> it.account().equals("cloudfront"))
                .isPresent();
    }
}
