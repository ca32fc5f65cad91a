package io.bucketwarden.command.preview;

/** Lines of access logs, and policies that restrict, for tests of the preview. */
final class PreviewLines {

    static final String APP = "arn:aws:sts::123456789012:assumed-role/app/pod";
    static final String WARDEN = "arn:aws:iam::123456789012:role/warden";
    static final String INSIDE = "203.0.113.7";
    static final String OUTSIDE = "198.51.100.9";
    static final String WITHIN_A_VPC = "10.1.2.3";

    private static final String LINE =
            "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be %s [20/Nov/2026:12:00:00"
                    + " +0000] %s %s 3E57427F3EXAMPLE REST.GET.OBJECT photos/a.jpg \"GET /photos/a.jpg HTTP/1.1\" 200 -"
                    + " 113 113 7 6 \"-\" \"aws-cli/2.15\" - 9vKBE6vMhrNiWHZmb2L0mXOcqPGzQOI5XLnCtZNPxev+Hf+7tpT6sxDwDty4LHBUOZJG96N1234="
                    + " SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader %s.s3.eu-central-1.amazonaws.com TLSv1.2 - -\n";

    private PreviewLines() {}

    static String line(String bucket, String ip) {
        return LINE.formatted(bucket, ip, APP, bucket);
    }

    static String policy(String which, String posture) {
        return """
                apiVersion: bucketwarden.io/v1alpha1
                kind: S3BucketPolicy
                metadata: {name: restricted}
                spec:
                  %s
                  posture: %s
                """.formatted(which, posture);
    }
}
