"""The fifth act: who uses a bucket is read from its access logs, and a restriction waits until it breaks nobody's work."""

import json
import re
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import accesslogs
from accesslogs import BUCKET
from fleet import condition

SAMPLE = Path("config/samples/tracked.yaml")
NAME = "tracked"
SID = "BucketwardenNetworkAccess"
NIGHTLY_NETWORK = "198.51.100.0/24"
STRANGER = "assumed-role/notebook"


class Access:
    def __init__(self, demo, fleet):
        self.demo = demo
        self.fleet = fleet
        self.s3 = demo.s3
        self.file = demo.folder / "tracked.yaml"

    def question(self) -> None:
        """The sample, to be enforced, on a bucket that has logged for 15 days."""
        demo = self.demo
        demo.step(f"Act five: who uses {BUCKET}? Its access logs know, and {SAMPLE} has them read")
        print(f"  {accesslogs.seed(self.s3)} objects of access logs of {accesslogs.DAYS} days"
              f" are in s3://{accesslogs.TARGET}/{accesslogs.PREFIX}")
        self.await_baseline()
        self.declare()
        took = self.await_access("the logs to be read", lambda s: condition(s, "Reading") == "True/CaughtUp")
        status = self.status()
        self.table()
        demo.check(f"{took:.1f} s later it is known, from logs that were there before: three accessors, nobody is new",
                   status["phase"] == "Watching" and status["summary"]["unacknowledged"] == 0
                   and sorted((who(a), a["application"], a["network"]) for a in status["accessors"]) == [
                       ("assumed-role/export-app", "aws-sdk-java", "203.0.113.0/24"),
                       ("assumed-role/nightly-export", "aws-cli", NIGHTLY_NETWORK),
                       ("user/reporting", "Boto3", "203.0.113.0/24")])
        demo.check("one alert already: OutsideNetworks, of the nightly export",
                   [(a["kind"], who(a)) for a in status["alerts"]] == [("OutsideNetworks", "assumed-role/nightly-export")])
        print("    " + status["alerts"][0]["message"])
        demo.check("every line of the logs was understood",
                   status["summary"]["unreadable"] == 0 and status["summary"]["logObjects"] >= 13 * len(accesslogs.USUAL)
                   and status["summary"]["requests"] * len(accesslogs.USUAL) == status["summary"]["logObjects"] * sum(
                       len(caller.requests) for caller in accesslogs.USUAL))

    def objection(self) -> None:
        demo = self.demo
        demo.step("The policy restricts the bucket to one network. Enforced, that would have broken the nightly export")
        self.fleet.await_status(NAME, lambda s: condition(s, "Ready") == "False/WouldDeny")
        facet = self.fleet.facets(NAME, BUCKET)["networkAccess"]
        demo.check("networkAccess waits, and the policy is not Ready: WouldDeny; the message names the nightly export",
                   facet["state"] == "Drifted" and "assumed-role/nightly-export" in facet["message"])
        print("    " + facet["message"])
        demo.check("it is not in the policy document; all else that is asked for is in force: logging, and TLS by the baseline",
                   SID not in self.document() and self.compliant() == ["logging"]
                   and "BucketwardenSecureTransport" in self.document())
        preview = self.preview()
        nights = (datetime.now(timezone.utc).date() - date.fromisoformat(preview["from"])).days
        demo.check(f"the status counts {nights} nights, and nothing but them",
                   preview["denied"] == nights >= 13 and preview["principals"] == 1 and preview["cannotTell"] == 0)
        demo.check("preview would have told before, without a cluster: exit code 2, and the same counts", self.previewed(2) == (
            preview["requests"], preview["denied"], preview["cannotTell"]))

    def stranger(self) -> None:
        demo = self.demo
        demo.step("A role that was never seen before reads the bucket, from a network that may")
        accesslogs.deliver(self.s3, accesslogs.STRANGER, datetime.now(timezone.utc) - timedelta(seconds=1))
        start = time.monotonic()
        while not (events := self.newcomers()):
            if time.monotonic() - start > 30:
                raise RuntimeError("no event NewPrincipal within 30 s")
            time.sleep(0.2)
        demo.check(f"event NewPrincipal {time.monotonic() - start:.1f} s after S3 delivered the log, and no other of the kind",
                   len(events) == 1 and STRANGER in events[0])
        print("    " + events[0])
        self.table()
        new = [a for a in self.status()["accessors"] if a["state"] == "New"]
        demo.check("it is New, and first in the table; the others stay Learned",
                   [who(a) for a in new] == [STRANGER] and self.status()["accessors"][0] == new[0])
        patch = json.dumps({"spec": {"acknowledged": {new[0]["id"]: "notebook of the data team"}}})
        print(f"  somebody knows it: kubectl patch s3ba {NAME} -n storage --type=merge -p '{patch}'")
        demo.kubectl("patch", "s3ba", NAME, "-n", "storage", "--type=merge", "-p", patch)
        self.await_access("the acknowledgement", lambda s: s["summary"]["unacknowledged"] == 0)
        demo.check("now it is Acknowledged, and nobody is New",
                   [who(a) for a in self.status()["accessors"] if a["state"] == "Acknowledged"] == [STRANGER])

    def agreement(self) -> None:
        demo = self.demo
        demo.step(f"The message says what to do: the network of the nightly export, {NIGHTLY_NETWORK}, is added to allowedCidrs")
        refused = self.preview()["candidate"]
        self.declare(NIGHTLY_NETWORK)
        took = self.fleet.await_status(NAME, lambda s: condition(s, "Ready") == "True/Enforced"
                                       and condition(s, "Compliant") == "True/NoDrift")
        preview = self.preview()
        demo.check(f"the new statement was held against the same logs: {preview['requests']} requests of all days, 0 denied",
                   preview["candidate"] != refused and preview["complete"] and preview["requests"] > 100
                   and preview["denied"] == preview["cannotTell"] == 0)
        demo.check("preview says the same, with exit code 0", self.previewed(0) == (preview["requests"], 0, 0))
        statement = next((s for s in json.loads(self.document())["Statement"] if s.get("Sid") == SID), {})
        demo.check(f"so it was enforced by itself, {took:.1f} s after the edit: {SID} is in the policy document, with both networks",
                   sorted(statement.get("Condition", {}).get("NotIpAddressIfExists", {}).get("aws:SourceIp", []))
                   == [NIGHTLY_NETWORK, "203.0.113.0/24"])

    def report(self) -> None:
        demo = self.demo
        demo.step("All of it on one page, for those who have no kubectl")
        file = demo.folder / "report.html"
        code, said = demo.bucketwarden("report", "-n", "storage", "--to", file)
        if code != 0:
            print("    " + said.rstrip())
        page = file.read_text() if file.exists() else ""
        demo.check(f"bucketwarden report -n storage --to {file.name} wrote {len(page) // 1024} KB, which name {BUCKET} and its callers",
                   code == 0 and BUCKET in page and "nightly-export" in page and "notebook" in page)
        demo.check("the page needs nothing but itself: no script, and no src or href to anywhere else",
                   "<script" not in page.lower() and not re.search(r"""(src|href)\s*=\s*["']?(https?:|//)""", page, re.IGNORECASE))
        print("  the page goes with the demo; `make up` stays, and says how to write one and look at it")

    def await_baseline(self) -> None:
        """The baseline of act two finds the bucket, as any other."""
        self.demo.kubectl("annotate", "s3bp", "baseline", "-n", "storage", "--overwrite",
                          "bucketwarden.io/reconcile-requested-at=exports-1")
        self.fleet.await_status("baseline", lambda _: "BucketwardenSecureTransport" in self.document())

    def declare(self, *networks: str) -> None:
        """The sample, to be enforced, with these networks beside its own."""
        text = SAMPLE.read_text().replace("mode: Audit", "mode: Enforce")
        self.file.write_text(text.replace("[203.0.113.0/24]", f"[{', '.join(('203.0.113.0/24', *networks))}]"))
        self.demo.kubectl("apply", "-f", str(self.file))

    def table(self) -> None:
        print("  kubectl get s3ba -n storage\n" + indented(self.demo.kubectl("get", "s3ba", "-n", "storage")) + "\n")
        columns = ("network", "state", "requests", "reads", "writes", "lists")
        rows = [("PRINCIPAL", "APPLICATION", *(c.upper() for c in columns), "OUTSIDE")]
        rows += [(who(a), a["application"], *(str(a[c]) for c in columns), "yes" if a.get("outsideNetworks") else "no")
                 for a in self.status()["accessors"]]
        widths = [max(map(len, column)) + 3 for column in zip(*rows)]
        print("\n".join("    " + "".join(map(str.ljust, row, widths)).rstrip() for row in rows), flush=True)

    def previewed(self, expected: int) -> tuple[int, int, int] | None:
        """Prints what preview says; returns its requests, how many would be denied, and of how many it cannot be told."""
        logs = f"s3://{accesslogs.TARGET}/{accesslogs.PREFIX}"
        code, said = self.demo.bucketwarden("preview", "-f", self.file, "--logs", logs, "--days", "14")
        print(f"  bucketwarden preview -f {self.file.name} --logs {logs} --days 14\n{indented(said)}")
        row = re.search(r"^ *networkAccess +(\d+) +(\d+) +\d+ +(\d+)$", said, re.MULTILINE)
        return tuple(map(int, row.groups())) if row and code == expected else None

    def newcomers(self) -> list[str]:
        listed = json.loads(self.demo.kubectl(
            "get", "events", "-n", "storage", "-o", "json", "--field-selector",
            f"involvedObject.kind=S3BucketAccess,involvedObject.name={NAME},reason=NewPrincipal"))["items"]
        return [event["message"] for event in listed]

    def await_access(self, what: str, holds, seconds: float = 60) -> float:
        start = time.monotonic()
        while not ((status := self.status()) and holds(status)):
            if time.monotonic() - start > seconds:
                raise RuntimeError(f"{what}: not after {seconds:.0f} s: {json.dumps(status)[:2000]}")
            time.sleep(0.2)
        return time.monotonic() - start

    def status(self) -> dict:
        found = self.demo.kubectl("get", "s3ba", NAME, "-n", "storage", "-o", "json", "--ignore-not-found")
        return json.loads(found).get("status", {}) if found else {}

    def preview(self) -> dict:
        return next(p for p in self.status()["previews"] if p["facet"] == "networkAccess")

    def compliant(self) -> list[str]:
        return next(b for b in self.fleet.status(NAME)["buckets"] if b["name"] == BUCKET)["compliantFacets"]

    def document(self) -> str:
        try:
            return self.s3.get_bucket_policy(Bucket=BUCKET)["Policy"]
        except self.s3.exceptions.ClientError:
            return ""  # it has none yet


def who(of: dict) -> str:
    """The principal of an accessor or an alert, without its account."""
    return of["principal"].split(":")[-1]


def indented(text: str) -> str:
    return "\n".join("    " + line for line in text.rstrip().splitlines())
