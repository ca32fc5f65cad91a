package io.bucketwarden.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.servers.FaultyProxy;
import io.bucketwarden.servers.Moto;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class SubresourceDeleteGuardIT {

    @Test
    void only_the_policy_document_is_ever_deleted_on_a_server_that_is_not_aws() throws IOException {
        try (var proxy = new FaultyProxy(Moto.get().endpoint());
                var accounts = new Accounts(
                        new Endpoint(proxy.endpoint(), true, "us-east-1", true, true),
                        Moto.CREDENTIALS,
                        100,
                        4,
                        RequestListener.NONE,
                        InstantSource.system())) {
            var s3 = accounts.in(GrantedAccount.OWN, "us-east-1");
            s3.createBucket(r -> r.bucket("guarded"));

            assertThatThrownBy(() -> s3.deleteBucketEncryption(r -> r.bucket("guarded")))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("could delete the whole bucket");
            assertThatThrownBy(() -> s3.deleteBucket(r -> r.bucket("guarded"))).isInstanceOf(SdkClientException.class);
            s3.deleteBucketPolicy(r -> r.bucket("guarded"));

            assertThat(proxy.seen("guarded"))
                    .filteredOn(seen -> seen.method().equals("DELETE"))
                    .extracting(FaultyProxy.Seen::subresource)
                    .containsExactly("policy");
        }
    }
}
