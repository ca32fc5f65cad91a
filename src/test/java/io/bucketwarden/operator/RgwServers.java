package io.bucketwarden.operator;

import io.bucketwarden.servers.Rgw;
import io.bucketwarden.servers.RgwUser;
import io.bucketwarden.servers.Visitor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket with one object on a server that enforces, its owner's account, that of a partner, and one of strangers. */
abstract class RgwServers {

    static final String OBJECT = "report.csv";

    /** The Ceph of which is known what it does otherwise than AWS. */
    static final int KNOWN = 16;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    final Rgw rgw = Rgw.get();
    final RgwUser owner = rgw.user("111111111111", "owner");
    final RgwUser partner = rgw.user("222222222222", "partner");
    final RgwUser stranger = rgw.user("333333333333", "stranger");
    final S3Client s3 = rgw.s3(owner);
    final String bucket = "enforced-" + NUMBER.incrementAndGet();
    final String arn = "arn:aws:s3:::" + bucket;
    final String partners = """
            {"Sid":"Theirs","Effect":"Allow","Principal":{"AWS":"%s"},"Action":["s3:GetObject","s3:ListBucket"],\
            "Resource":["%s","%s/*"]}""".formatted(partner.arn(), arn, arn);
    final RgwWarden warden = new RgwWarden(rgw, owner);

    @BeforeEach
    void makeBucket() {
        s3.createBucket(r -> r.bucket(bucket));
        new Visitor(s3, bucket).puts(OBJECT);
    }

    @AfterEach
    void closeWarden() {
        warden.close();
    }

    /** The owner, from an address. */
    Visitor ownerFrom(String address) {
        return new Visitor(rgw.s3(owner, address), bucket);
    }

    /** Somebody of another account, from an address. */
    Visitor from(RgwUser user, String address) {
        return new Visitor(rgw.s3(user, address), owner.named(bucket));
    }

    Visitor anybody() {
        return new Visitor(rgw.anonymous(), owner.named(bucket));
    }

    /** Somebody else than the operator sets the policy document. */
    void putPolicy(String... statements) {
        s3.putBucketPolicy(r -> r.bucket(bucket).policy(document(statements)));
    }

    String policyText() {
        return s3.getBucketPolicy(r -> r.bucket(bucket)).policy();
    }

    static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }
}
