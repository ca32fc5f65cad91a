package io.bucketwarden.iam;

/**
 * Who makes a request, as far as it is known.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principals</a>
 */
public final class Principal {

    /** What a principal is. */
    enum Kind {
        ANONYMOUS,
        SERVICE,
        ROOT,
        USER,
        /** A session of the role of which the name is not known. */
        ROLE,
        SESSION,
        FEDERATED_USER,
        /** Somebody of an account of whom at most a pattern of the ARN is known. */
        SOMEONE,
        CANONICAL_USER,
        /** A name of a form that is not modelled. */
        OTHER
    }

    private static final String USER = "user/";
    private static final String ROLE = "role/";
    private static final String SESSION = "assumed-role/";
    private static final String FEDERATED_USER = "federated-user/";

    private final Kind kind;
    private final String name;
    private final String role;
    private final String partition;
    private final String account;

    private Principal(Kind kind, String name, String role, String partition, String account) {
        this.kind = kind;
        this.name = name;
        this.role = role;
        this.partition = partition;
        this.account = account;
    }

    /**
     * The principal of that name.
     *
     * @param name the ARN of an IAM user, of a role (any session of it), of an assumed-role or federated session, or of
     *     a CloudFront origin access identity; the name of an AWS service such as {@code logging.s3.amazonaws.com}; a
     *     pattern of ARNs, for one of those that match; empty for a request that is not signed
     */
    public static Principal of(String name) {
        if (name.isEmpty()) {
            return new Principal(Kind.ANONYMOUS, "", "", "", "");
        }
        var arn = ArnPattern.parse(name);
        if (arn.isEmpty()) {
            return new Principal(ServiceName.isOne(name) ? Kind.SERVICE : Kind.OTHER, name, "", "", "");
        }
        return new Principal(
                Wildcards.isPattern(name) ? Kind.SOMEONE : kind(arn.get()),
                name,
                "",
                arn.get().partition(),
                arn.get().account());
    }

    /**
     * A session of a role.
     *
     * @param roleArn the ARN of the role, with its path
     * @throws IllegalArgumentException when it is not the ARN of a role
     */
    public static Principal session(String roleArn, String sessionName) {
        var role = ArnPattern.parse(roleArn)
                .filter(arn -> kind(arn) == Kind.ROLE)
                .orElseThrow(() -> new IllegalArgumentException("not the ARN of a role: " + roleArn));
        var name = "arn:" + role.partition() + ":sts::" + role.account() + ":" + SESSION + last(roleArn) + "/"
                + sessionName;
        return new Principal(Kind.SESSION, name, roleArn, role.partition(), role.account());
    }

    /** Somebody of an account: a user, a role's session, a federated user or the root user. */
    public static Principal someoneIn(String partition, String account) {
        return new Principal(Kind.SOMEONE, "", "", partition, account);
    }

    /** Whoever has that canonical user id. */
    public static Principal canonicalUser(String id) {
        return new Principal(Kind.CANONICAL_USER, id, "", "", "");
    }

    /** What an ARN without wildcards names. */
    static Kind kind(ArnPattern arn) {
        var resource = arn.resource();
        return switch (arn.service()) {
            case "iam" -> {
                if (resource.equals("root")) {
                    yield Kind.ROOT;
                }
                yield resource.startsWith(USER) ? Kind.USER : resource.startsWith(ROLE) ? Kind.ROLE : Kind.OTHER;
            }
            case "sts" -> {
                if (resource.startsWith(FEDERATED_USER)) {
                    yield Kind.FEDERATED_USER;
                }
                yield resource.startsWith(SESSION) && resource.indexOf('/', SESSION.length()) > 0
                        ? Kind.SESSION
                        : Kind.OTHER;
            }
            default -> Kind.OTHER;
        };
    }

    Kind kind() {
        return kind;
    }

    /** ARN, service name or canonical user id; empty when unknown. */
    String name() {
        return name;
    }

    /** The ARN of the role of a session; empty when its path is unknown. */
    String role() {
        return role;
    }

    /** Empty when unknown; a pattern if the name is one. */
    String partition() {
        return partition;
    }

    /** Empty when unknown; a pattern if the name is one. */
    String account() {
        return account;
    }

    /** Not so for what only looks like an account, such as that of CloudFront's origin access identities. */
    boolean hasKnownAccount() {
        return account.length() == 12 && account.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The name without path of a user or role, the name of a federated user or of a session. */
    String lastName() {
        return last(name);
    }

    /** The name, without path, of the role of this session. */
    String roleName() {
        return ArnPattern.parse(name).map(Principal::roleOfSession).orElse("");
    }

    static String roleOfSession(ArnPattern session) {
        var named = session.resource().substring(SESSION.length());
        return named.substring(0, named.indexOf('/'));
    }

    static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case ANONYMOUS -> "anonymous";
            case SOMEONE -> name.isEmpty() ? "someone in " + partition + " " + account : name;
            case CANONICAL_USER -> "canonical user " + name;
            default -> role.isEmpty() ? name : name + " of " + role;
        };
    }
}
