package io.bucketwarden.conformance;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What requests cost at most: each as much as the dearest kind of them, PUT, COPY, POST and LIST, although most are reads
 * at a twelfth of it and deletes, which are free. Empty buckets cost nothing, and no object is stored.
 *
 * @see <a href="https://aws.amazon.com/s3/pricing/">Amazon S3 pricing</a>
 */
final class Price {

    /** US dollars, S3 Standard in us-east-1, as published in November 2026. */
    private static final BigDecimal OF_A_THOUSAND = new BigDecimal("0.005");

    static final String SOURCE = "https://aws.amazon.com/s3/pricing/";

    private Price() {}

    /** In US dollars, to be read after the words "at most". */
    static String atMost(int requests) {
        return OF_A_THOUSAND.multiply(BigDecimal.valueOf(requests)).divide(BigDecimal.valueOf(1000), 3, RoundingMode.UP)
                + " USD";
    }
}
