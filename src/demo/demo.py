"""The main job on real servers: audit, enforce, break behind the operator's back, watch it being closed."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import boto3

import page
import realtime
import seed
import servers
import up
from access import Access
from fleet import Fleet
from perimeter import Perimeter
from realtime import RealTime
from servers import KUBECTL

MANUAL = {"archive", "downloads"}  # these need a person, and the status says so
LATER_ACTS = {"baseline", "exempt", "ledger", "tracked"}


class NotDone(Exception):
    """Something that the demo promises did not happen."""


class Demo:
    def __init__(self, folder: Path):
        self.folder = folder
        self.servers = servers.Servers(folder)
        self.checks: list[str] = []

    def step(self, title: str) -> None:
        bold, plain = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("", "")
        print(f"\n{bold}== {title}{plain}", flush=True)

    def check(self, what: str, holds: bool) -> None:
        if not holds:
            raise NotDone(what)
        self.checks.append(what)
        print(f"  ok: {what}", flush=True)

    def kubectl(self, *args: str, check: bool = True, stdin: str | None = None, kubeconfig: Path | None = None) -> str:
        """As the administrator, unless another kubeconfig is given."""
        done = subprocess.run([KUBECTL, "--kubeconfig", kubeconfig or self.kubeconfig, *args], capture_output=True,
                              text=True, input=stdin)
        if check and done.returncode != 0:
            raise NotDone(f"kubectl {' '.join(args)}: {done.stderr.strip()}")
        return done.stdout

    def bucketwarden(self, *args: object) -> tuple[int, str]:
        """A command as a user runs it; its exit code, and what it said."""
        done = subprocess.run(
            [servers.java(), "-jar", "target/bucketwarden.jar", *args], capture_output=True, text=True,
            env={**os.environ, "KUBECONFIG": str(self.kubeconfig), "AWS_ACCESS_KEY_ID": "demo", "AWS_SECRET_ACCESS_KEY": "demo",
                 "BUCKETWARDEN_ENDPOINT": self.endpoint, **dict.fromkeys(servers.SETTINGS, "true")})
        return done.returncode, done.stdout + done.stderr

    def await_established(self, seconds: float = 30) -> None:
        """`kubectl wait` by itself fails where it comes before the first condition."""
        start = time.monotonic()
        crds = [f"crd/{plural}.bucketwarden.io" for plural in ("s3bucketpolicies", "s3bucketgrants", "s3bucketaccesses")]
        while self.kubectl("wait", "--for=condition=Established", "--timeout=10s", *crds,
                           check=False).count("condition met") < len(crds):
            if time.monotonic() - start > seconds:
                raise NotDone(f"the CRDs were not established within {seconds:.0f} s")
            time.sleep(0.2)

    def policies(self) -> dict:
        listed = json.loads(self.kubectl("get", "s3bp", "-n", "storage", "-o", "json"))["items"]
        return {p["metadata"]["name"]: p for p in listed}

    def await_all(self, what: str, holds, seconds: float = 60) -> float:
        """Waits until `holds` is true of every policy; returns how long that took."""
        start = time.monotonic()
        while True:
            late = [name for name, p in self.policies().items() if not (settled(p) and holds(name, p))]
            if not late:
                return time.monotonic() - start
            if time.monotonic() - start > seconds:
                raise NotDone(f"{what}: still waiting for {', '.join(late)} after {seconds:.0f} s")
            time.sleep(0.2)

    def table(self) -> None:
        print(self.kubectl("get", "s3bp", "-n", "storage"), end="", flush=True)

    def set_up(self) -> None:
        self.step("Setting up: S3 server, Kubernetes API server, thirteen buckets, twelve of them messy, the operator")
        self.endpoint = servers.start_s3(self.servers)
        self.s3 = boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1",
                               aws_access_key_id="demo", aws_secret_access_key="demo")
        print(f"  {seed.seed(self.s3)} buckets seeded at {self.endpoint}")
        self.kubeconfig = servers.start_cluster(self.servers)
        self.kubectl("create", "namespace", "storage")
        self.kubectl("apply", "-k", "config/default")
        self.await_established()
        token = self.kubectl("create", "token", "bucketwarden", "-n", "bucketwarden", "--duration", "8h").strip()
        account = self.folder / "operator.kubeconfig"
        servers.write_kubeconfig(account, servers.port_of(self.kubeconfig), self.folder, "bucketwarden", token)
        self.queue = realtime.client(self.endpoint).create_queue(QueueName="bucketwarden-events")["QueueUrl"]
        page.prepare(self)
        self.management, self.page = servers.start_operator(self.servers, account, self.endpoint, self.queue)
        print(f"  the operator runs as its own service account; metrics at {self.management}/metrics\n"
              f"  it hears of changes through the queue {self.queue}")
        subject = "--as=system:serviceaccount:bucketwarden:bucketwarden"
        resource = "s3bucketpolicies.bucketwarden.io"
        for verb, what, answer in (("watch", resource, "yes"), ("update", resource, "no"), ("get", "secrets", "no")):
            said = self.kubectl("auth", "can-i", verb, what, "--all-namespaces", subject, check=False).split()
            self.check(f"may the operator {verb} {what}? {answer}", said[:1] == [answer])

    def audit(self) -> None:
        self.step("Act one, audit: report, write nothing")
        before = seed.snapshot(self.s3)
        for sample in sorted(Path("config/samples").glob("*.yaml")):
            if sample.stem not in LATER_ACTS:
                self.kubectl("apply", "-f", str(sample))
        self.await_all("the audit", lambda _, p: condition(p, "Ready") == "True/Audited")
        self.table()
        self.check("acme-golden is compliant", condition(self.policies()["golden"], "Compliant") == "True/NoDrift")
        self.check("every other bucket drifts", all(
            condition(p, "Compliant") == "False/DriftDetected" for n, p in self.policies().items() if n != "golden"))
        self.check("not one setting of any bucket has changed", seed.snapshot(self.s3) == before)
        print("\n  The status of invoices in full:\n")
        status = self.kubectl("get", "s3bp", "invoices", "-n", "storage", "-o", "yaml").split("\nstatus:", 1)[1]
        print("    status:" + status.replace("\n", "\n    ").rstrip())

    def enforce(self) -> None:
        self.step("Enforce: close every difference, then look again to prove it")
        for name in self.policies():
            self.kubectl("patch", "s3bp", name, "-n", "storage", "--type=merge", "-p", '{"spec":{"mode":"Enforce"}}')
        took = self.await_all("enforcing", lambda n, p: condition(p, "Ready") == "True/Enforced" and condition(
            p, "Compliant") == ("False/ActionRequired" if n in MANUAL else "True/NoDrift"))
        self.table()
        print(f"  all settled after {took:.1f} s\n")
        now = seed.snapshot(self.s3)
        self.check("acme-website is closed: block on, public grant gone",
                   now["acme-website"]["block"] == seed.CLOSED and "AllUsers" not in str(now["acme-website"]["acl"]))
        self.check("acme-orders makes versions again", now["acme-orders"]["versioning"] == "Enabled")
        self.check("acme-app sends its logs to acme-logs", now["acme-app"]["logging"]["TargetBucket"] == "acme-logs")
        self.check("the other team's statement on acme-invoices survived exactly",
                   seed.TEAM_STATEMENT in now["acme-invoices"]["policy"]["Statement"])
        self.check("the partner's statement survived exactly",
                   seed.PARTNER_STATEMENT in now["acme-partner"]["policy"]["Statement"])
        sids = [s["Sid"] for s in now["acme-api"]["policy"]["Statement"]]
        self.check("acme-api got no second copy of its TLS statement",
                   sids == ["HttpsOnlyPlease", "BucketwardenMinimumTls"])
        for name in sorted(MANUAL):
            facet = self.policies()[name]["status"]["buckets"][0]["facets"][0]
            print(f"\n  {name} needs a person ({facet['name']}, {facet['state']}):\n    {facet['message']}")

    def reopen(self) -> None:
        self.step("Behind the operator's back: acme-website is opened to the world again, with plain S3 calls")
        before = len(self.events("website"))
        self.s3.delete_bucket_ownership_controls(Bucket="acme-website")  # they would neutralise the ACL
        self.s3.delete_public_access_block(Bucket="acme-website")
        self.s3.put_bucket_acl(Bucket="acme-website", ACL="public-read")
        print("  a full check comes every 10 minutes; the reconcile-requested-at annotation asks for it now")
        start = time.monotonic()
        self.kubectl("annotate", "s3bp", "website", "-n", "storage", "bucketwarden.io/reconcile-requested-at=now-1")
        while self.closed_at is None:
            if self.is_closed("acme-website"):
                self.closed_at = time.monotonic() - start
            elif time.monotonic() - start > 30:
                raise NotDone("acme-website was not closed within 30 s")
            else:
                time.sleep(0.1)
        self.check(f"found and closed {self.closed_at:.1f} s after the request", True)
        self.await_all("the proof", lambda n, p: n != "website" or (
            condition(p, "Compliant") == "True/NoDrift" and p["status"].get("lastHandledReconcileAt") == "now-1"))
        events = self.events("website")
        self.tell("events of website, when it was audited and enforced", events[:before])
        self.tell("events of website, since it was opened again", events[before:])
        told = [reason for reason, _ in events[before:]]
        self.check("the events since tell the story", all(
            reason in told for reason in ("DriftDetected", "DriftRemediated", "PublicExposureClosed")))

    def events(self, name: str) -> list[tuple[str, str]]:
        """Reason and message of each event of a policy, the oldest first: timestamps are whole seconds, versions are not."""
        listed = json.loads(self.kubectl("get", "events", "-n", "storage", "-o", "json", "--field-selector",
                                         f"involvedObject.name={name}"))["items"]
        listed.sort(key=lambda event: int(event["metadata"]["resourceVersion"]))
        return [(event["reason"], event["message"]) for event in listed]

    def tell(self, title: str, events: list[tuple[str, str]]) -> None:
        print(f"\n  {title}:")
        for reason, message in events:
            print(f"    {reason:<21} {message}")

    closed_at: float | None = None

    def is_closed(self, bucket: str) -> bool:
        """Whether the block is on, and no grant to everyone is left."""
        if "AllUsers" in str(self.s3.get_bucket_acl(Bucket=bucket)["Grants"]):
            return False
        try:
            return self.s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"] == seed.CLOSED
        except self.s3.exceptions.ClientError:
            return False


def condition(policy: dict, kind: str) -> str:
    for c in policy.get("status", {}).get("conditions", []):
        if c["type"] == kind:
            return f"{c['status']}/{c['reason']}"
    return "none"


def settled(policy: dict) -> bool:
    return policy.get("status", {}).get("observedGeneration") == policy["metadata"]["generation"]


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--keep", action="store_true")
    keeping = arguments.parse_args().keep
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    servers.isolate()
    with tempfile.TemporaryDirectory(prefix="bucketwarden-demo-") as folder:
        demo = Demo(Path(folder))
        start = time.monotonic()
        try:
            demo.set_up()
            if keeping:
                up.keep(demo)
                return 0
            demo.audit()
            demo.enforce()
            demo.reopen()
            fleet = Fleet(demo)
            fleet.baseline()
            fleet.newcomer()
            fleet.exemption()
            fleet.tenant()
            real_time = RealTime(demo, fleet)
            real_time.opening()
            real_time.noise()
            real_time.blame()
            perimeter = Perimeter(demo, fleet)
            perimeter.lockout()
            perimeter.correction()
            perimeter.undo()
            access = Access(demo, fleet)
            access.question()
            access.objection()
            access.stranger()
            access.agreement()
            access.report()
            page.Page(demo).eyes()
            demo.step(f"Done in {time.monotonic() - start:.0f} s: {len(demo.checks)} checks held")
            print("  Twelve policies by name: audited without a write, enforced, reopened, found and closed. One over a fleet;\n"
                  "  an exemption; a tenant that was refused, and then granted a bucket of another account. And heard of\n"
                  "  through a queue: a bucket that was opened, closed within seconds, and who did it. A perimeter\n"
                  "  that would have broken replication: refused, corrected, enforced, and put back to the byte.\n"
                  "  And who uses a bucket, from its access logs: a nightly export that a restriction would have broken,\n"
                  "  a stranger that was told of at once, the restriction enforced once it denied nobody, all on one page.\n"
                  "  And the operator's own page, which shows a tenant its own and nothing of the others.")
            return 0
        except KeyboardInterrupt:
            return 0 if keeping else 1
        except Exception as e:  # whatever it is, say it and show the log before the folder goes
            print(f"\nNOT DONE: {e if isinstance(e, (NotDone, RuntimeError)) else repr(e)}", file=sys.stderr)
            log = Path(folder) / "operator.log"
            if log.exists():
                print("\nThe end of the operator's log:", file=sys.stderr)
                print("\n".join(log.read_text().splitlines()[-15:]), file=sys.stderr)
            return 1
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C would leave servers behind
            print("\nEnding the servers ...", flush=True)
            demo.servers.stop()


if __name__ == "__main__":
    sys.exit(main())
