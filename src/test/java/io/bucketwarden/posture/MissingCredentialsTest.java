package io.bucketwarden.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the SDK itself says, of profiles that do not work. */
class MissingCredentialsTest {

    private static final String EVAL = "eval \"$(aws configure export-credentials --profile %s --format env)\"";

    private static final String CONFIG = """
            [profile sso]
            sso_session = corp-of-a-test
            sso_account_id = 111122223333
            sso_role_name = Reader
            [sso-session corp-of-a-test]
            sso_region = eu-central-1
            sso_start_url = https://bucketwarden.invalid/start
            [profile sso-old]
            sso_account_id = 111122223333
            sso_role_name = Reader
            sso_region = eu-central-1
            sso_start_url = https://bucketwarden.invalid/start
            [profile by-sso]
            role_arn = arn:aws:iam::111122223333:role/Reader
            source_profile = sso
            region = eu-central-1
            [profile login]
            login_session = arn:aws:iam::111122223333:user/me
            region = eu-central-1
            [profile process]
            credential_process = sh -c "echo wJalrXUtnFEMI-of-the-helper >&2; exit 3"
            [profile half]
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> before = new HashMap<>();

    @BeforeEach
    void configure() throws IOException {
        var config = Files.writeString(folder.resolve("config"), CONFIG);
        set("aws.configFile", config.toString());
        set("aws.sharedCredentialsFile", folder.resolve("none").toString());
        set("aws.disableEc2Metadata", "true");
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void without_any_it_says_how_to_give_some() {
        assertThat(explained("default")).startsWith("There are no AWS credentials. In a cluster, ");
        assertThat(explained("")).startsWith("There are no AWS credentials. In a cluster, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sso", "sso-old", "by-sso"})
    void a_profile_of_identity_center_is_read_and_says_how_to_sign_in(String profile) {
        assertThat(explained(profile))
                .startsWith("The AWS profile " + profile + " gives no credentials: The SSO session ")
                .contains("Sign in with: aws sso login --profile " + profile + ". ")
                .endsWith(EVAL.formatted(profile));
    }

    @Test
    void a_profile_that_signs_in_by_what_we_do_not_ship_says_how_to_pass_it_on() {
        assertThat(explained("login"))
                .startsWith("The AWS profile login gives no credentials: it signs in with login_session")
                .endsWith(EVAL.formatted("login"));
    }

    @Test
    void a_profile_that_is_not_there_is_named() {
        assertThat(explained("nope"))
                .startsWith("The AWS profile nope gives no credentials: there is no such profile in ")
                .endsWith("aws sts get-caller-identity --profile nope");
    }

    @Test
    void a_helper_that_fails_is_told_without_what_it_said() {
        assertThat(explained("process"))
                .startsWith(
                        "The AWS profile process gives no credentials: Failed to refresh process-based credentials. ")
                .doesNotContain("wJalr");
    }

    @Test
    void half_a_key_is_told_without_it() {
        assertThat(explained("half"))
                .contains("'aws_secret_access_key' was not configured for 'half'. ")
                .doesNotContain("AKIA");
    }

    @Test
    void a_refused_role_is_told_in_the_same_words_each_time() {
        var chain = "Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain("
                + "credentialsProviders=[ProfileCredentialsProvider(profileName=ops, profileFile=ProfileFile(profiles=[]))])"
                + " : [ProfileCredentialsProvider(profileName=ops, profileFile=ProfileFile(profiles=[])): User:"
                + " arn:aws:sts::111122223333:assumed-role/Dev/i-0a1b is not authorized to perform: sts:AssumeRole on"
                + " resource: arn:aws:iam::111122223333:role/Ops (Service: Sts, Status Code: 403, Request ID: 1b2c),"
                + " ContainerCredentialsProvider(): Cannot fetch credentials from container]";

        assertThat(AwsFailure.withoutAnswer("", SdkClientException.create(chain)))
                .isEqualTo(
                        "The AWS profile ops gives no credentials: User: arn:aws:sts::111122223333:assumed-role/Dev is"
                                + " not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/Ops."
                                + " To see whether the AWS CLI gets any: aws sts get-caller-identity --profile ops");
    }

    private String explained(String profile) {
        set("aws.profile", profile);
        try (var credentials = DefaultCredentialsProvider.builder().build()) {
            var failure = catchThrowableOfType(SdkClientException.class, credentials::resolveCredentials);
            return AwsFailure.withoutAnswer("S3 could not be reached", failure);
        }
    }

    private void set(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }
}
