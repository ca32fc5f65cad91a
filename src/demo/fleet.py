"""The second act: a baseline for every bucket, stricter policies beside it, an exemption, and a tenant with a grant."""

import json
import time
from pathlib import Path

import boto3

import seed
import servers

TENANT = "payments"
OTHER_ACCOUNT = "210987654321"
ROLE = f"arn:aws:iam::{OTHER_ACCOUNT}:role/bucketwarden"
GRANT = f"""apiVersion: bucketwarden.io/v1alpha1
kind: S3BucketGrant
metadata: {{name: {TENANT}}}
spec:
  namespaceSelector: {{matchLabels: {{team: {TENANT}}}}}
  bucketPatterns: ["pay-*"]
  maxMode: Enforce
  accounts:
    - {{id: "{OTHER_ACCOUNT}", roleArn: "{ROLE}", externalId: demo}}
"""
LEDGER = f"""apiVersion: bucketwarden.io/v1alpha1
kind: S3BucketPolicy
metadata: {{name: ledger, namespace: {TENANT}}}
spec:
  bucketName: pay-ledger
  mode: Enforce
  posture:
    versioning: {{status: Enabled}}
"""


class Fleet:
    def __init__(self, demo):
        self.demo = demo

    def baseline(self) -> None:
        """One policy over every bucket that is granted; those with a policy of their own keep it, facet by facet."""
        demo = self.demo
        demo.step("Act two: one baseline over every bucket, beside the twelve policies that name one")
        demo.kubectl("apply", "-f", "config/samples/baseline.yaml")
        self.await_status("baseline", lambda s: s.get("target") == "13 buckets" and s["summary"]["unknown"] == 0)
        print(demo.kubectl("get", "s3bp", "baseline", "-n", "storage"), end="")
        website = self.facets("baseline", "acme-website")
        demo.check("on acme-website the policy that names it governs publicAccess, and the baseline says so",
                   website["publicAccess"]["state"] == "Superseded" and "(website)" in website["publicAccess"]["message"])
        demo.check("nobody else asks for TLS there, so the baseline governs secureTransport",
                   website["secureTransport"]["state"] == "Drifted")
        demo.check("acme-logs had no policy at all: the baseline finds it without a block",
                   self.facets("baseline", "acme-logs")["publicAccess"]["state"] == "Drifted")

    def newcomer(self) -> None:
        demo = self.demo
        demo.step("A new bucket appears, open to the world; nobody writes a policy for it")
        demo.s3.create_bucket(Bucket="acme-reports")
        demo.s3.put_bucket_acl(Bucket="acme-reports", ACL="public-read")
        demo.s3.create_bucket(Bucket="acme-scratch-1")
        demo.kubectl("annotate", "s3bp", "baseline", "-n", "storage", "bucketwarden.io/reconcile-requested-at=new-1")
        self.await_status("baseline", lambda s: s.get("target") == "14 buckets" and s["summary"]["unknown"] == 0)
        listed = self.status("baseline")["buckets"]
        demo.check("it is in the fleet, and first in the list, since the worst come first",
                   listed[0]["name"] == "acme-reports")
        print("    " + drifts(listed[0]))
        demo.check("acme-scratch-1 is not: the grant excludes it", "acme-scratch-1" not in str(listed))
        demo.kubectl("patch", "s3bp", "baseline", "-n", "storage", "--type=merge", "-p", '{"spec":{"mode":"Enforce"}}')
        self.await_status("baseline", lambda s: s["mode"] == "Enforce" and s["summary"]["drifted"] == 0
                          and condition(s, "Ready") == "True/Enforced")
        block = demo.s3.get_public_access_block(Bucket="acme-reports")["PublicAccessBlockConfiguration"]
        demo.check("enforced: acme-reports is closed", block == seed.CLOSED)
        sids = [s["Sid"] for s in seed.snapshot(demo.s3)["acme-archive"]["policy"]["Statement"]]
        demo.check("acme-archive has statements of two policies, its own and the baseline, in one document",
                   sorted(sids) == ["BucketwardenMfaDelete", "BucketwardenSecureTransport"])

    def exemption(self) -> None:
        demo = self.demo
        demo.step("Knowingly different until a day: an exemption with a reason and an owner")
        demo.s3.create_bucket(Bucket="acme-imports")
        demo.kubectl("apply", "-f", "config/samples/exempt.yaml")
        demo.kubectl("patch", "s3bp", "exempt", "-n", "storage", "--type=merge", "-p", '{"spec":{"mode":"Enforce"}}')
        self.await_status("exempt", lambda s: s["mode"] == "Enforce" and condition(s, "Compliant") == "True/NoDrift")
        facet = self.facets("exempt", "acme-imports")["versioning"]
        demo.check("versioning of acme-imports is Exempt", facet["state"] == "Exempt")
        print("    " + facet["message"])
        demo.check("and was not written", "Status" not in demo.s3.get_bucket_versioning(Bucket="acme-imports"))

    def tenant(self) -> None:
        """A team with rights in its own namespace, and nothing else, until the platform team grants it a bucket."""
        demo = self.demo
        demo.step(f"A tenant: the team {TENANT} may write policies in its namespace, by real RBAC, and nothing else")
        self.other_account().create_bucket(Bucket="pay-ledger")
        demo.kubectl("create", "namespace", TENANT)
        demo.kubectl("label", "namespace", TENANT, f"team={TENANT}")
        demo.kubectl("apply", "-f", "config/rbac/tenant-role.yaml")
        demo.kubectl("create", "serviceaccount", "dev", "-n", TENANT)
        demo.kubectl("create", "rolebinding", "dev", "-n", TENANT, "--clusterrole", "bucketwarden-policy-editor",
                     f"--serviceaccount={TENANT}:dev")
        token = demo.kubectl("create", "token", "dev", "-n", TENANT).strip()
        tenants = demo.folder / "tenant.kubeconfig"
        servers.write_kubeconfig(tenants, servers.port_of(demo.kubeconfig), demo.folder, "dev", token)
        demo.kubectl("apply", "-f", "-", stdin=LEDGER, kubeconfig=tenants)
        self.await_status("ledger", lambda s: condition(s, "Accepted") == "False/NotGranted", TENANT)
        status = self.status("ledger", TENANT)
        demo.kubectl("apply", "-f", "-", stdin=LEDGER.replace("ledger", "nowhere"), kubeconfig=tenants)
        self.await_status("nowhere", lambda s: condition(s, "Accepted") == "False/NotGranted", TENANT)
        demo.check("its policy for pay-ledger is NotGranted; one for a bucket that does not exist is told the very same",
                   not status.get("buckets") and messages(status) == messages(self.status("nowhere", TENANT)))
        print("    " + messages(status)["Accepted"])
        demo.kubectl("delete", "s3bp", "nowhere", "-n", TENANT, kubeconfig=tenants)
        demo.check("it may not grant itself anything", self.is_forbidden(GRANT, tenants))
        demo.check("it may not write policies elsewhere",
                   self.is_forbidden(LEDGER.replace(f"namespace: {TENANT}", "namespace: storage"), tenants))
        print(f"  the platform team grants pay-* in account {OTHER_ACCOUNT}, by a role there")
        demo.kubectl("apply", "-f", "-", stdin=GRANT)
        took = self.await_status("ledger", lambda s: condition(s, "Compliant") == "True/NoDrift", TENANT)
        versioning = self.other_account().get_bucket_versioning(Bucket="pay-ledger").get("Status")
        demo.check(f"{took:.1f} s later pay-ledger makes versions, in the other account", versioning == "Enabled")
        print(demo.kubectl("get", "s3bp", "-n", TENANT), end="")
        demo.kubectl("delete", "s3bg", TENANT)
        self.await_status("ledger", lambda s: condition(s, "Accepted") == "False/NotGranted", TENANT)
        versioning = self.other_account().get_bucket_versioning(Bucket="pay-ledger").get("Status")
        demo.check("the grant is taken away: NotGranted again, and what was written stays", versioning == "Enabled")

    def is_forbidden(self, resource: str, kubeconfig: Path) -> bool:
        try:
            self.demo.kubectl("apply", "-f", "-", stdin=resource, kubeconfig=kubeconfig)
        except Exception as e:
            return "forbidden" in str(e)
        return False

    def other_account(self):
        sts = boto3.client("sts", endpoint_url=self.demo.endpoint, region_name="us-east-1",
                           aws_access_key_id="demo", aws_secret_access_key="demo")
        lent = sts.assume_role(RoleArn=ROLE, RoleSessionName="demo", ExternalId="demo")["Credentials"]
        return boto3.client("s3", endpoint_url=self.demo.endpoint, region_name="us-east-1",
                            aws_access_key_id=lent["AccessKeyId"], aws_secret_access_key=lent["SecretAccessKey"],
                            aws_session_token=lent["SessionToken"])

    def status(self, name: str, namespace: str = "storage") -> dict:
        policy = json.loads(self.demo.kubectl("get", "s3bp", name, "-n", namespace, "-o", "json"))
        status = policy.get("status", {})
        return status if status.get("observedGeneration") == policy["metadata"]["generation"] else {}

    def facets(self, name: str, bucket: str) -> dict:
        listed = next(b for b in self.status(name)["buckets"] if b["name"] == bucket)
        return {f["name"]: f for f in listed["facets"]}

    def await_status(self, name: str, holds, namespace: str = "storage", seconds: float = 60) -> float:
        """Returns how long it took until `holds` was true of the status of a policy."""
        start = time.monotonic()
        while True:
            status = self.status(name, namespace)
            if status and holds(status):
                return time.monotonic() - start
            if time.monotonic() - start > seconds:
                raise RuntimeError(f"policy {name}: not as expected after {seconds:.0f} s: {json.dumps(status)[:2000]}")
            time.sleep(0.2)


def condition(status: dict, kind: str) -> str:
    return next((f"{c['status']}/{c['reason']}" for c in status.get("conditions", []) if c["type"] == kind), "none")


def messages(status: dict) -> dict:
    return {c["type"]: c["message"] for c in status.get("conditions", [])}


def drifts(bucket: dict) -> str:
    found = [d for f in bucket["facets"] for d in f.get("drifts", [])]
    return bucket["name"] + ": " + "; ".join(f"{d['path']} is {d['actual']}" for d in found[-2:])
