package io.bucketwarden.permissions;

/** What a permission is there for: each is a statement of its own, in this order. */
public enum Purpose {
    READ("BucketwardenRead"),
    WRITE("BucketwardenWrite"),
    LOG_TARGETS("BucketwardenLogTargets"),
    LIST_LOGS("BucketwardenListLogs"),
    READ_LOGS("BucketwardenReadLogs"),
    DECRYPT("BucketwardenDecrypt"),
    ACCOUNT("BucketwardenAccount"),
    ROLES("BucketwardenRoles"),
    QUEUES("BucketwardenQueues"),
    DOCTOR_QUEUES("BucketwardenDoctorQueues"),
    DOCTOR("BucketwardenDoctor");

    private final String sid;

    Purpose(String sid) {
        this.sid = sid;
    }

    /** The name of its statement; of more than one, what they begin with. */
    String sid() {
        return sid;
    }
}
