package io.bucketwarden.operator.inventory;

import io.bucketwarden.api.GrantedAccount;
import io.bucketwarden.aws.Buckets;
import io.bucketwarden.fleet.ListedBucket;
import java.util.List;
import java.util.Map;

/** What AWS says of a whole account. All calls throw {@link io.bucketwarden.posture.CallFailed}. */
public interface Lister {

    List<ListedBucket> list(GrantedAccount account);

    String region(GrantedAccount account, ListedBucket bucket);

    Map<String, String> tags(GrantedAccount account, ListedBucket bucket);

    static Lister of(Buckets buckets) {
        return new Lister() {
            @Override
            public List<ListedBucket> list(GrantedAccount account) {
                return buckets.list(account).stream()
                        .map(listed -> new ListedBucket(listed.name(), listed.region()))
                        .toList();
            }

            @Override
            public String region(GrantedAccount account, ListedBucket bucket) {
                return buckets.region(bucket.name(), account);
            }

            @Override
            public Map<String, String> tags(GrantedAccount account, ListedBucket bucket) {
                return buckets.tags(bucket.name(), account, bucket.region());
            }
        };
    }
}
