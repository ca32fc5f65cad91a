package io.bucketwarden.conformance;

/** A bucket that is made for one scenario, and where it is. */
record ThrowAwayBucket(String name, String region) {

    /** What every one is called, and nothing else that this program removes. */
    static final String PREFIX = "bucketwarden-conformance-";

    /** The tag with the run that made it. */
    static final String TAG = "bucketwarden-conformance";

    /** Ends the name that stands for all buckets of a run. */
    static final String ALL = "-*";

    /** The command that removes it by hand, or lists those that it stands for. */
    String removal(String profile) {
        var how = " --region " + region + (profile.isEmpty() ? "" : " --profile " + profile);
        if (name.endsWith(ALL)) {
            return "aws s3api list-buckets --prefix " + name.substring(0, name.length() - 1) + how;
        }
        return "aws s3api delete-bucket-policy --bucket " + name + how + "; aws s3 rb s3://" + name + " --force" + how;
    }
}
