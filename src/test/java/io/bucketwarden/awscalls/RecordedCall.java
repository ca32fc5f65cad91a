package io.bucketwarden.awscalls;

/**
 * A call to AWS that the product made.
 *
 * @param need what has to allow it
 * @param service as in {@code operations.txt}
 * @param by the class of the product in which it began, for people
 */
public record RecordedCall(Need need, String service, String operation, String by) {

    /** On what occasion a call is made, which decides which policy of a role has to allow it. */
    public enum Need {
        /** A look at a bucket, or at an account: in whatever mode. */
        LOOK("audit"),
        /** In the course of a write, which only enforcing makes. */
        WRITE("enforce"),
        LOGS("access-tracking"),
        REAL_TIME("real-time"),
        ROLE("assume-role"),
        /** By a process that tells its operations and nothing more. */
        UNTOLD("enforce");

        private final String policy;

        Need(String policy) {
            this.policy = policy;
        }

        /** The name of the generated policy. */
        String policy() {
            return policy;
        }
    }

    /** Which actions of IAM it needs. */
    public java.util.List<String> actions() {
        return Operations.TABLE.of(this).orElseThrow();
    }

    static RecordedCall parse(String line) {
        var parts = line.split("\t", -1);
        return new RecordedCall(Need.valueOf(parts[0]), parts[1], parts[2], parts[3]);
    }

    String line() {
        return String.join("\t", need.name(), service, operation, by);
    }

    String words() {
        return service + " " + operation + " (" + need + ", by " + by + ")";
    }
}
