package io.bucketwarden.command;

import io.bucketwarden.aws.ExemptPrincipals;
import io.bucketwarden.iam.PrincipalArn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Flags that decide what may be written; of no use to a command that judges without a thought of writing. */
public final class WritingOptions {

    private static final String WILDCARDS =
            " A * in the name stands for any text, also for several names: role/ops-*. May be repeated.";

    @Option(
            names = "--allow-insecure-endpoint",
            defaultValue = "${env:BUCKETWARDEN_ALLOW_INSECURE_ENDPOINT:-false}",
            description = "The endpoint is plain http and is known not to enforce aws:SecureTransport, as test servers"
                    + " are; without this, secureTransport is not written through plain http.")
    private boolean allowInsecureEndpoint;

    @Option(
            names = "--endpoint-principal-keys",
            defaultValue = "${env:BUCKETWARDEN_ENDPOINT_PRINCIPAL_KEYS:-false}",
            description =
                    "The endpoint is known to fill aws:PrincipalArn, aws:PrincipalAccount and aws:PrincipalIsAWSService in"
                            + " the conditions of bucket policies as AWS does, or to enforce no policies; without this, no statement"
                            + " is written there that would shut everybody out where they are missing.")
    private boolean endpointPrincipalKeys;

    @Option(
            names = "--operator-principal",
            paramLabel = "ARN",
            split = ",",
            defaultValue = "${env:BUCKETWARDEN_OPERATOR_PRINCIPAL}",
            showDefaultValue = Visibility.NEVER,
            converter = PrincipalConverter.class,
            description = "A user or role that is never locked out, beside the caller itself; for a session, its role."
                    + WILDCARDS)
    private List<String> operatorPrincipals = new ArrayList<>();

    public boolean allowsInsecureEndpoint() {
        return allowInsecureEndpoint;
    }

    @Option(
            names = "--break-glass-principal",
            paramLabel = "ARN",
            split = ",",
            defaultValue = "${env:BUCKETWARDEN_BREAK_GLASS_PRINCIPAL}",
            showDefaultValue = Visibility.NEVER,
            converter = PrincipalConverter.class,
            description =
                    "A user or role with which people repair a bucket when all else fails: exempt from every statement"
                            + " on networks, accounts and deletes, and no document is written that would shut it out."
                            + WILDCARDS)
    private List<String> breakGlassPrincipals = new ArrayList<>();

    public boolean endpointHasPrincipalKeys() {
        return endpointPrincipalKeys;
    }

    public ExemptPrincipals exemptPrincipals() {
        return new ExemptPrincipals(given(operatorPrincipals), given(breakGlassPrincipals));
    }

    private static List<String> given(@Nullable List<String> arns) {
        return arns == null
                ? List.of()
                : arns.stream().filter(arn -> !arn.isBlank()).toList();
    }

    /** Refuses what {@code aws:PrincipalArn} never holds, so that the statement would spare nobody. */
    static final class PrincipalConverter implements ITypeConverter<String> {
        @Override
        public String convert(String arn) {
            // A variable that is set to nothing names nobody.
            if (!arn.isBlank() && !arn.matches(PrincipalArn.FORM)) {
                throw new TypeConversionException("'" + arn + "' is no user or role; " + PrincipalArn.ADVICE);
            }
            return arn;
        }
    }
}
