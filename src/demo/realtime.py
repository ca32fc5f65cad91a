"""The third act: changes are heard of through a queue, as CloudTrail and EventBridge tell them. By itself, sends one event."""

import argparse
import json
import time
import urllib.request
import uuid
from datetime import datetime, timezone
from urllib.parse import urlsplit

import boto3

ACCOUNT = "123456789012"
REGION = "us-east-1"
ALICE = f"arn:aws:iam::{ACCOUNT}:user/alice"
FROM = "203.0.113.7"
BUCKET = "acme-downloads"  # its document lets everyone in, so that the block is all that keeps it closed
NOBODYS = "acme-scratch-1"  # the grant excludes it
POISON = '{"detail-type": "AWS API Call via CloudTrail", "source": "aws.s3", "detail": {"eventName": "PutBuck'


def client(endpoint: str):
    return boto3.client("sqs", endpoint_url=endpoint, region_name=REGION,
                        aws_access_key_id="demo", aws_secret_access_key="demo")


def event(call: str, bucket: str) -> str:
    """A call that alice made just now, as CloudTrail records it and EventBridge sends it."""
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    host = f"{bucket}.s3.{REGION}.amazonaws.com"
    return json.dumps({
        "version": "0", "id": str(uuid.uuid4()), "detail-type": "AWS API Call via CloudTrail", "source": "aws.s3",
        "account": ACCOUNT, "time": now, "region": REGION, "resources": [],
        "detail": {
            "eventVersion": "1.11",
            "userIdentity": {"type": "IAMUser", "principalId": "AIDAEXAMPLEALICE00001", "arn": ALICE,
                             "accountId": ACCOUNT, "accessKeyId": "AKIAEXAMPLE000000001", "userName": "alice"},
            "eventTime": now, "eventSource": "s3.amazonaws.com", "eventName": call, "awsRegion": REGION,
            "sourceIPAddress": FROM, "userAgent": "[aws-cli/2.31.0 md/Botocore#1.40.0 exec-env/none]",
            "requestParameters": {"bucketName": bucket, "Host": host}, "responseElements": None,
            "requestID": uuid.uuid4().hex[:16].upper(), "eventID": str(uuid.uuid4()), "readOnly": False,
            "resources": [{"accountId": ACCOUNT, "type": "AWS::S3::Bucket", "ARN": f"arn:aws:s3:::{bucket}"}],
            "eventType": "AwsApiCall", "managementEvent": True, "recipientAccountId": ACCOUNT,
            "eventCategory": "Management"}})


class RealTime:
    def __init__(self, demo, fleet):
        self.demo = demo
        self.fleet = fleet
        self.s3 = demo.s3
        self.sqs = client(demo.endpoint)

    def opening(self) -> None:
        """Nothing asks for a check, and the next one at the interval is minutes away."""
        demo = self.demo
        demo.step(f"Act three, in real time: alice opens {BUCKET}, and an event as of CloudTrail tells of it")
        before = len(demo.events("downloads"))
        known = len(self.bucket("downloads").get("exposureWindows", []))
        self.s3.delete_public_access_block(Bucket=BUCKET)
        demo.check(f"its block is off, so {BUCKET} is open: its document still lets everyone read",
                   not demo.is_closed(BUCKET) and "EverybodyMayRead" in self.s3.get_bucket_policy(Bucket=BUCKET)["Policy"])
        self.send(event("DeleteBucketPublicAccessBlock", BUCKET))
        took = self.until(f"{BUCKET} is closed", lambda: demo.is_closed(BUCKET))
        demo.check(f"closed {took:.1f} s after the event was sent; the next full check is minutes away", True)
        self.until("the status tells of the opening", lambda: len(self.bucket("downloads").get(
            "exposureWindows", [])) > known and self.window().get("closedAt") and self.changes())
        window = self.window()
        demo.check("the status tells who opened it, and that Bucketwarden closed it",
                   window.get("openedBy") == ALICE and window["closedBy"] == "Bucketwarden")
        lasted = moment(window["closedAt"]) - moment(window["openedAt"])
        self.tell({**{field: window[field] for field in ("openedAt", "foundAt", "closedAt")},
                   "openedBy": f"{window['openedBy']} ({window['openedByEvent']})",
                   "closedBy": window["closedBy"],
                   "open for": f"{lasted.total_seconds():.0f} s, of times that CloudTrail tells in whole seconds"})
        print(f"\n  the last changes of {BUCKET} by others:")
        for change in self.changes():
            print(f"    {change['time']}  {change['eventName']:<29} {change['principal']} from {change['sourceIp']}")
        wanted = ("BucketChanged", "PublicExposureFound", "PublicExposureClosed")
        self.until("the Kubernetes events are told", lambda: all(
            reason in (told for told, _ in demo.events("downloads")[before:]) for reason in wanted))
        demo.tell("events of downloads since", demo.events("downloads")[before:])

    def noise(self) -> None:
        demo = self.demo
        demo.step("An event of a bucket that nobody governs, and a message that nobody understands")
        self.s3.put_bucket_acl(Bucket=NOBODYS, ACL="public-read")
        before = self.counted()
        self.send(event("PutBucketAcl", NOBODYS), POISON)
        wanted = {**before, "unselected": before.get("unselected", 0) + 1, "poison": before.get("poison", 0) + 1}
        self.until("both are counted", lambda: self.counted() == wanted)
        self.until("the queue is empty", self.is_empty)
        demo.check("both are counted and gone from the queue: neither comes again", True)
        for result, count in sorted(wanted.items()):
            series = f'bucketwarden_change_events_total{{result="{result}"}}'
            print(f"    {series:<55} {count:.0f}")
        demo.check(f"{NOBODYS} is left as alice made it, since the grant excludes it",
                   "AllUsers" in str(self.s3.get_bucket_acl(Bucket=NOBODYS)["Grants"]))

    def blame(self) -> None:
        demo = self.demo
        demo.step("Audit in real time: the policy orders only reports now, and alice suspends the versions of acme-orders")
        demo.kubectl("patch", "s3bp", "orders", "-n", "storage", "--type=merge", "-p", '{"spec":{"mode":"Audit"}}')
        self.fleet.await_status("orders", lambda s: s["mode"] == "Audit" and s["summary"]["compliant"] == 1)
        self.s3.put_bucket_versioning(Bucket="acme-orders", VersioningConfiguration={"Status": "Suspended"})
        self.send(event("PutBucketVersioning", "acme-orders"))
        took = self.until("the status names who did it", lambda: self.versioning().get("changedBy"))
        facet = self.versioning()
        by, drift = facet["changedBy"], facet["drifts"][0]
        demo.check(f"{took:.1f} s later the status says what differs, and who did it",
                   facet["state"] == "Drifted" and by["principal"] == ALICE and by["eventName"] == "PutBucketVersioning")
        self.tell({drift["path"]: f"{drift['actual']}, should be {drift['expected']}",
                   "changedBy": f"{by['principal']} from {by['sourceIp']} with {by['userAgent']}",
                   "by the call": f"{by['eventName']} at {by['time']}"})
        demo.check("and nothing was written", self.s3.get_bucket_versioning(Bucket="acme-orders")["Status"] == "Suspended")

    def send(self, *messages: str) -> None:
        self.sqs.send_message_batch(QueueUrl=self.demo.queue, Entries=[
            {"Id": str(n), "MessageBody": message} for n, message in enumerate(messages)])

    def until(self, what: str, holds, seconds: float = 30) -> float:
        """Returns how long it took until `holds` was true."""
        start = time.monotonic()
        while not holds():
            if time.monotonic() - start > seconds:
                raise RuntimeError(f"not within {seconds:.0f} s: {what}")
            time.sleep(0.05)
        return time.monotonic() - start

    def tell(self, fields: dict) -> None:
        for name, value in fields.items():
            print(f"    {name:<19} {value}")

    def bucket(self, policy: str) -> dict:
        return next(iter(self.fleet.status(policy).get("buckets", [])), {})

    def window(self) -> dict:
        return self.bucket("downloads")["exposureWindows"][0]

    def changes(self) -> list[dict]:
        return self.bucket("downloads").get("lastChanges", [])

    def versioning(self) -> dict:
        return next((f for f in self.bucket("orders").get("facets", []) if f["name"] == "versioning"), {})

    def counted(self) -> dict[str, float]:
        """What became of the messages of the queue, by result."""
        with urllib.request.urlopen(self.demo.management + "/metrics", timeout=5) as answer:
            lines = answer.read().decode().splitlines()
        series = (line.split() for line in lines if line.startswith("bucketwarden_change_events_total{"))
        return {name.split('result="')[1].split('"')[0]: float(value) for name, value in series if float(value)}

    def is_empty(self) -> bool:
        counts = self.sqs.get_queue_attributes(QueueUrl=self.demo.queue, AttributeNames=[
            "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"])["Attributes"]
        return all(count == "0" for count in counts.values())


def moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Tells of a call that alice made just now.")
    arguments.add_argument("queue", help="URL of a queue of the demo")
    arguments.add_argument("bucket")
    arguments.add_argument("call", help="such as PutBucketAcl")
    given = arguments.parse_args()
    client(f"http://{urlsplit(given.queue).netloc}").send_message(
        QueueUrl=given.queue, MessageBody=event(given.call, given.bucket))
    print(f"Sent: {given.call} of {given.bucket} by {ALICE}")
