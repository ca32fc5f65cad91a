package io.bucketwarden.iam;

/**
 * The name of an AWS service as a principal: {@code service.amazonaws.com}, or with its region or partition as well.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services">
 *     Service principals</a>
 */
public final class ServiceName {

    /** As which S3 delivers access logs. */
    public static final String LOG_DELIVERY = "logging.s3.amazonaws.com";

    private static final String DOMAIN = ".amazonaws.com";

    private ServiceName() {}

    public static boolean isOne(String name) {
        return name.indexOf(':') < 0 && name.contains(DOMAIN);
    }

    /**
     * Whether a statement's service is the one that calls. One service can have several names, one of them for each
     * region, and all of them count: which it has is not known.
     */
    static Truth same(String stated, String calling) {
        if (stated.equals(calling)) {
            return Truth.YES;
        }
        return stated.equals("*") || general(stated).equals(general(calling)) ? Truth.UNSURE : Truth.NO;
    }

    /** Without region and partition. */
    private static String general(String name) {
        int domain = name.indexOf(DOMAIN);
        var service = domain < 0 ? name : name.substring(0, domain);
        int last = service.lastIndexOf('.');
        return last > 0 && isRegion(service.substring(last + 1)) ? service.substring(0, last) : service;
    }

    private static boolean isRegion(String label) {
        return label.indexOf('-') != label.lastIndexOf('-') && Character.isDigit(label.charAt(label.length() - 1));
    }
}
