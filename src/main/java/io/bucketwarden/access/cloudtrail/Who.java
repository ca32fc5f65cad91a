package io.bucketwarden.access.cloudtrail;

import io.bucketwarden.access.Accessor;
import io.bucketwarden.access.BoundedText;
import io.bucketwarden.access.Callers;
import io.bucketwarden.iam.AccountId;
import io.bucketwarden.iam.Principal;

/**
 * Who made a request, by the {@code userIdentity} of its record.
 *
 * <p>The owner of a bucket is told of somebody of another account no more than the account and the unique id, unless the
 * request was allowed and that account's identity may be shown.
 *
 * @param name as {@link Accessor#principal} has it
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">userIdentity</a>
 */
record Who(String name, Principal principal) {

    private static final String NOBODY = "ANONYMOUS_PRINCIPAL";
    private static final Who ANONYMOUS = new Who(Accessor.ANONYMOUS, Principal.of(""));

    static Who of(TrailRecord told) {
        var arn = told.get(Field.ARN);
        var account = told.get(Field.ACCOUNT);
        var type = told.get(Field.TYPE);
        if (account.equals(NOBODY)) {
            return ANONYMOUS;
        }
        if (type.equals("AssumedRole")) {
            return session(told, arn);
        }
        if (!arn.isEmpty()) {
            return named(arn);
        }
        if (AccountId.isOne(account)) {
            return someoneIn(account, told);
        }
        if (!told.get(Field.INVOKED_BY).isEmpty()) {
            return named(told.get(Field.INVOKED_BY));
        }
        if (type.equals("AWSService")) {
            return named(told.get(Field.SOURCE).isEmpty() ? Accessor.UNKNOWN : told.get(Field.SOURCE));
        }
        // Only of whom S3 knows nothing at all it is to be assumed that nobody signed the request.
        return type.equals("AWSAccount") && told.get(Field.PRINCIPAL_ID).isEmpty() && account.isEmpty()
                ? ANONYMOUS
                : named(Accessor.UNKNOWN);
    }

    /** The issuer tells the path of the role, which the session does not. */
    private static Who session(TrailRecord told, String arn) {
        var issuer = told.get(Field.ISSUER_ARN);
        var isRole = told.get(Field.ISSUER_TYPE).equals("Role") && issuer.contains(":role/");
        if (arn.isEmpty()) {
            return isRole ? named(issuer) : named(Accessor.UNKNOWN);
        }
        var name = Callers.accessorName(arn);
        if (!isRole || !name.equals(Callers.accessorName(issuer))) {
            return named(arn);
        }
        try {
            return new Who(name, Principal.session(issuer, arn.substring(arn.lastIndexOf('/') + 1)));
        } catch (IllegalArgumentException e) {
            return named(arn);
        }
    }

    private static Who named(String requester) {
        return new Who(Callers.accessorName(requester), Callers.principal(requester));
    }

    private static Who someoneIn(String account, TrailRecord told) {
        var id = told.get(Field.PRINCIPAL_ID);
        var session = id.indexOf(':');
        var lasting = session < 0 ? id : id.substring(0, session);
        var name = "account " + account + (lasting.isEmpty() || lasting.equals(account) ? "" : " " + lasting);
        return new Who(
                BoundedText.of(name, Accessor.MAX_PRINCIPAL),
                Principal.someoneIn(partition(told.get(Field.REGION)), account));
    }

    private static String partition(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
