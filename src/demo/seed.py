"""Thirteen buckets as one finds them: all are messy but acme-golden."""

import json

REPORTING_ROLE = "arn:aws:iam::123456789012:role/reporting"
TEAM_STATEMENT = {
    "Sid": "ReportingMayRead",
    "Effect": "Allow",
    "Principal": {"AWS": REPORTING_ROLE},
    "Action": ["s3:GetObject", "s3:ListBucket"],
    "Resource": ["arn:aws:s3:::acme-invoices", "arn:aws:s3:::acme-invoices/*"],
}
PARTNER_STATEMENT = {
    "Sid": "PartnerMayWrite",
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::210987654321:root"},
    "Action": "s3:PutObject",
    "Resource": "arn:aws:s3:::acme-partner/inbox/*",
}
PUBLIC_STATEMENT = {
    "Sid": "EverybodyMayRead",
    "Effect": "Allow",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::acme-downloads/*",
}
TLS_IN_OTHER_WORDS = {
    "Sid": "HttpsOnlyPlease",
    "Effect": "Deny",
    "Principal": {"AWS": "*"},
    "Action": "*",
    "Resource": "*",
    "Condition": {"bool": {"AWS:securetransport": False}},
}
LOG_DELIVERY = {
    "Sid": "AccessLogs",
    "Effect": "Allow",
    "Principal": {"Service": "logging.s3.amazonaws.com"},
    "Action": "s3:PutObject",
    "Resource": "arn:aws:s3:::acme-logs/*",
    "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
}
REPLICATION_ROLE = "arn:aws:iam::123456789012:role/ledger-replication"
# As their owners wrote them, white space, escapes and all: so they have to stay.
LEDGER_STATEMENTS = (
    """{"Sid": "ReportingMayRead",  "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::123456789012:role/reporting"},
      "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::acme-ledger", "arn:aws:s3:::acme-ledger\\u002f*"]}""",
    """{ "Effect": "Allow", "Sid": "ServedByCloudFront",
      "Principal": {"Service": "cloudfront.amazonaws.com"}, "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::acme-ledger/*",
      "Condition": {"StringEquals": {"AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/EDFDVBD6EXAMPLE"}} }""",
)
NAMES = ["api", "app", "archive", "downloads", "golden", "invoices", "logs", "orders", "partner", "payments", "payroll",
         "uploads", "website"]
CLOSED = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}


def policy(*statements: dict) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def seed(s3) -> int:
    for name in NAMES:
        s3.create_bucket(Bucket=f"acme-{name}")
    s3.put_bucket_policy(Bucket="acme-invoices", Policy=policy(TEAM_STATEMENT))
    s3.put_bucket_policy(Bucket="acme-partner", Policy=policy(PARTNER_STATEMENT))
    s3.put_bucket_policy(Bucket="acme-downloads", Policy=policy(PUBLIC_STATEMENT))
    s3.put_bucket_policy(Bucket="acme-api", Policy=policy(TLS_IN_OTHER_WORDS))
    s3.put_bucket_policy(Bucket="acme-logs", Policy=policy(LOG_DELIVERY))
    s3.put_bucket_acl(Bucket="acme-website", ACL="public-read")
    s3.put_bucket_acl(Bucket="acme-uploads", ACL="public-read-write")
    s3.put_bucket_versioning(Bucket="acme-orders", VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_versioning(Bucket="acme-orders", VersioningConfiguration={"Status": "Suspended"})
    s3.put_bucket_versioning(Bucket="acme-archive", VersioningConfiguration={"Status": "Enabled"})
    make_golden(s3, "acme-golden")
    return len(NAMES)


def seed_ledger(s3) -> None:
    """One bucket more, which S3 replicates, and which others read."""
    bucket = "acme-ledger"
    s3.create_bucket(Bucket=bucket)
    s3.create_bucket(Bucket="copy-of-ledger")
    for name in (bucket, "copy-of-ledger"):
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_replication(Bucket=bucket, ReplicationConfiguration={"Role": REPLICATION_ROLE, "Rules": [
        {"ID": "all", "Priority": 1, "Status": "Enabled", "Filter": {"Prefix": ""},
         "DeleteMarkerReplication": {"Status": "Disabled"}, "Destination": {"Bucket": "arn:aws:s3:::copy-of-ledger"}}]})
    s3.put_bucket_policy(Bucket=bucket, Policy='{\n  "Version": "2012-10-17",\n  "Statement": [\n    '
                         + ",\n    ".join(LEDGER_STATEMENTS) + "\n  ]\n}")


def make_golden(s3, bucket: str) -> None:
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=CLOSED)
    s3.put_bucket_ownership_controls(
        Bucket=bucket, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})
    s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={
        "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]})
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})


def snapshot(s3) -> dict:
    """Everything that the operator could change, by bucket, to prove that nothing was written."""
    reads = {
        "policy": lambda b: json.loads(s3.get_bucket_policy(Bucket=b)["Policy"]),
        "acl": lambda b: s3.get_bucket_acl(Bucket=b)["Grants"],
        "block": lambda b: s3.get_public_access_block(Bucket=b)["PublicAccessBlockConfiguration"],
        "ownership": lambda b: s3.get_bucket_ownership_controls(Bucket=b)["OwnershipControls"],
        "encryption": lambda b: s3.get_bucket_encryption(Bucket=b)["ServerSideEncryptionConfiguration"],
        "versioning": lambda b: s3.get_bucket_versioning(Bucket=b).get("Status"),
        "logging": lambda b: s3.get_bucket_logging(Bucket=b).get("LoggingEnabled"),
    }
    result = {}
    for bucket in (f"acme-{name}" for name in NAMES):
        result[bucket] = {}
        for what, read in reads.items():
            try:
                result[bucket][what] = read(bucket)
            except s3.exceptions.ClientError as e:
                result[bucket][what] = e.response["Error"]["Code"]
    return result
