package io.bucketwarden.posture;

import io.bucketwarden.text.Characters;
import io.bucketwarden.text.Shortened;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why there is nothing to sign a call with. The SDK asks one provider after another and then says of each, in one long
 * message, what kept it; of a profile that is named and does not work, that is what the person has to know.
 */
final class MissingCredentials {

    private static final String NONE =
            "There are no AWS credentials. In a cluster, give the operator's service account a role (IRSA or Pod"
                    + " Identity); on a machine of your own, set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY.";

    private static final Pattern PROFILE = Pattern.compile(
            "ProfileCredentialsProvider\\(profileName=(?<name>.*?), profileFile=.*?\\]\\)\\): (?<why>.*?)"
                    + "(, ContainerCredentialsProvider\\(.*)?\\]?$",
            Pattern.DOTALL);

    /** What differs at each failure, or tells of the SDK and not of the cause. */
    private static final Pattern DETAILS = Pattern.compile(" \\((Service|SDK Attempt Count): .*", Pattern.DOTALL);

    private static final Pattern SESSION = Pattern.compile("(:assumed-role/[^/\\s]+)/[^\\s,\"]+");
    private static final Pattern PLAIN = Pattern.compile("[\\w.@+-]+");
    private static final int LONGEST = 240;

    private MissingCredentials() {}

    /** Whether a call failed because there was nothing to sign it with. */
    static boolean areCauseOf(SdkException e) {
        return String.valueOf(e.getMessage()).contains("Unable to load credentials");
    }

    static String explain(SdkException e) {
        var said = String.valueOf(e.getMessage());
        // The chain names its providers twice: as what it is, and with what each of them said.
        var profile = PROFILE.matcher(said.substring(Math.max(0, said.indexOf(") : ["))));
        if (!profile.find()) {
            return NONE;
        }
        var name = profile.group("name").strip();
        var why = profile.group("why");
        return name.isEmpty() || (isMissing(why) && name.equals("default")) ? NONE : ofProfile(name, why);
    }

    private static String ofProfile(String name, String why) {
        var shown = Characters.disarmed(Shortened.to(name, LONGEST), ' ');
        return "The AWS profile " + shown + " gives no credentials: " + reason(why) + " " + advice(shown, why);
    }

    private static String reason(String why) {
        if (isMissing(why)) {
            return "there is no such profile in ~/.aws/config or ~/.aws/credentials (AWS_CONFIG_FILE,"
                    + " AWS_SHARED_CREDENTIALS_FILE), or nothing in it says where they come from.";
        }
        if (isLogin(why)) {
            return "it signs in with login_session, which bucketwarden does not understand.";
        }
        var stable = SESSION.matcher(DETAILS.matcher(why).replaceFirst("")).replaceAll("$1");
        var line = Shortened.to(Characters.disarmed(stable.strip(), ' '), LONGEST);
        return line.endsWith(".") || line.endsWith("…") ? line : line + ".";
    }

    private static String advice(String name, String why) {
        var profile = PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
        var export = "eval \"$(aws configure export-credentials --profile " + profile + " --format env)\"";
        if (why.contains("SSO session") || why.contains("SSO token")) {
            return "Sign in with: aws sso login --profile " + profile + ". Or pass on what you have: " + export;
        }
        return isLogin(why)
                ? "Pass on its credentials: " + export
                : "To see whether the AWS CLI gets any: aws sts get-caller-identity --profile " + profile;
    }

    /** What the SDK says then goes on with a list of all that the file holds. */
    private static boolean isMissing(String why) {
        return why.startsWith("Profile file contained no credentials");
    }

    private static boolean isLogin(String why) {
        return !isMissing(why) && why.contains("login_session");
    }
}
