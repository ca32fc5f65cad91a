"""Access logs as S3 delivers them: objects of lines, their keys partitioned by the day of the requests."""

import secrets
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

BUCKET = "acme-exports"
TARGET = "acme-logs"
PREFIX = "s3/exports/"  # as config/samples/tracked.yaml has it, and so is the key format
ACCOUNT = "123456789012"
DAYS = 15

OBJECT_READ = "REST.GET.OBJECT", "GET /exports/orders.parquet", "exports/orders.parquet"
OBJECT_WRITTEN = "REST.PUT.OBJECT", "PUT /exports/orders.parquet", "exports/orders.parquet"
LISTED = "REST.GET.BUCKET", "GET /?list-type=2&prefix=exports", "-"


class Caller(NamedTuple):
    requester: str
    address: str
    agent: str
    hour: int
    requests: tuple = ()


def role(name: str, session: str) -> str:
    return f"arn:aws:sts::{ACCOUNT}:assumed-role/{name}/{session}"


APP = Caller(role("export-app", "i-0abc1234def567890"), "203.0.113.7", "aws-sdk-java/2.54.14 md/io#sync Linux/6.1",
             9, (OBJECT_WRITTEN, OBJECT_WRITTEN, OBJECT_READ, LISTED))
REPORTING = Caller(f"arn:aws:iam::{ACCOUNT}:user/reporting", "203.0.113.40", "Boto3/1.40.61 md/Botocore#1.40.61", 11,
                   (LISTED, OBJECT_READ, OBJECT_READ))
NIGHTLY = Caller(role("nightly-export", "cron"), "198.51.100.23", "aws-cli/2.31.2 md/awscrt#0.27.6", 2, (OBJECT_READ,))
STRANGER = Caller(role("notebook", "guest"), "203.0.113.99", "Boto3/1.40.61 md/Botocore#1.40.61", 0, (LISTED, OBJECT_READ))
USUAL = NIGHTLY, APP, REPORTING


def seed(s3) -> int:
    """The bucket, with logging on, and what it logged in 15 days. Returns how many objects of the log there are."""
    s3.create_bucket(Bucket=BUCKET)
    s3.put_bucket_logging(Bucket=BUCKET, BucketLoggingStatus={"LoggingEnabled": {
        "TargetBucket": TARGET, "TargetPrefix": PREFIX,
        "TargetObjectKeyFormat": {"PartitionedPrefix": {"PartitionDateSource": "EventTime"}}}})
    today = datetime.now(timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0)
    for day in range(DAYS, 0, -1):
        for caller in USUAL:
            deliver(s3, caller, today - timedelta(days=day) + timedelta(hours=caller.hour))
    return DAYS * len(USUAL)


def deliver(s3, caller: Caller, at: datetime) -> None:
    """One object of the log, with the requests of a caller, all in the same second."""
    key = f"{PREFIX}{ACCOUNT}/us-east-1/{BUCKET}/{at:%Y/%m/%d/%Y-%m-%d}-00-00-00-{secrets.token_hex(8).upper()}"
    s3.put_object(Bucket=TARGET, Key=key, Body="".join(line(caller, at, request) for request in caller.requests))


def line(caller: Caller, at: datetime, request: tuple[str, str, str]) -> str:
    operation, asked, key = request
    return (f"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be {BUCKET} [{at:%d/%b/%Y:%H:%M:%S +0000}] "
            f"{caller.address} {caller.requester} {secrets.token_hex(8).upper()} {operation} {key} "
            f'"{asked} HTTP/1.1" 200 - 4096 4096 17 16 "-" "{caller.agent}" - '
            "s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= "
            f"SigV4 TLS_AES_128_GCM_SHA256 AuthHeader {BUCKET}.s3.us-east-1.amazonaws.com TLSv1.3 - -\n")
