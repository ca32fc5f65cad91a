"""The fourth act: a perimeter that would have broken replication is refused, corrected, enforced and put back."""

from pathlib import Path

import seed
from fleet import condition

BUCKET = "acme-ledger"
SAMPLE = Path("config/samples/ledger.yaml")
SID = "BucketwardenNetworkAccess"


class Perimeter:
    def __init__(self, demo, fleet):
        self.demo = demo
        self.fleet = fleet
        self.s3 = demo.s3
        self.file = demo.folder / "ledger.yaml"

    def lockout(self) -> None:
        """The sample, but for one line."""
        demo = self.demo
        demo.step(f"Act four, a perimeter: networkAccess for {BUCKET}, by somebody who forgot that the bucket is replicated")
        seed.seed_ledger(self.s3)
        self.await_baseline()
        self.before = self.document()
        self.declare(exempt=False)
        self.fleet.await_status("ledger", lambda s: condition(s, "Ready") == "False/WouldLockOut")
        facet = self.facet()
        demo.check("the operator refuses it: networkAccess is Failed, and the policy not Ready: WouldLockOut",
                   facet["state"] == "Failed" and seed.REPLICATION_ROLE in facet["message"])
        print("    " + facet["message"])
        demo.check(f"the policy document of {BUCKET} is what it was, to the byte", self.document() == self.before)
        demo.check("plan would have told before: it names the role, and nobody else",
                   locked_out(self.plan()) == [seed.REPLICATION_ROLE])

    def correction(self) -> None:
        demo = self.demo
        demo.step("The message says what to do: with the role in exemptPrincipals it is the file config/samples/ledger.yaml")
        self.write(exempt=True)
        table = self.plan()
        demo.check("plan again: who works with the bucket goes on to", not locked_out(table) and all(
            who in table for who in (seed.REPLICATION_ROLE, seed.REPORTING_ROLE, "cloudfront.amazonaws.com")))
        self.apply()
        self.fleet.await_status("ledger", lambda s: condition(s, "Ready") == "True/Enforced"
                                and condition(s, "Compliant") == "True/NoDrift")
        now = self.document()
        demo.check(f"enforced: {SID} is in the policy document", SID in now)
        demo.check("so are both statements of others, character by character",
                   all(text in now for text in seed.LEDGER_STATEMENTS))

    def undo(self) -> None:
        demo = self.demo
        demo.step("Second thoughts: one command puts back what was before the operator first wrote")
        code, said = self.demo.bucketwarden("revert", "ledger", "-n", "storage", "--facet", "networkAccess", "--yes")
        print("    " + said.replace("\n", "\n    ").rstrip())
        demo.check("revert waited for the operator, and the facet is Reverted", code == 0 and self.facet()["state"] == "Reverted")
        demo.check("the policy document is what it was, to the byte", self.document() == self.before)

    def await_baseline(self) -> None:
        """The baseline of act two finds the bucket, as any other, and writes its own statement."""
        self.demo.kubectl("annotate", "s3bp", "baseline", "-n", "storage", "--overwrite",
                          "bucketwarden.io/reconcile-requested-at=ledger-1")
        self.fleet.await_status("baseline", lambda _: "BucketwardenSecureTransport" in self.document())

    def declare(self, exempt: bool) -> None:
        self.write(exempt)
        self.apply()

    def write(self, exempt: bool) -> None:
        """The sample, to be enforced."""
        lines = SAMPLE.read_text().replace("mode: Audit", "mode: Enforce").splitlines(keepends=True)
        self.file.write_text("".join(line for line in lines if exempt or "exemptPrincipals" not in line))

    def apply(self) -> None:
        self.demo.kubectl("apply", "-f", str(self.file))

    def plan(self) -> str:
        """Prints who would be let in and who not, as plan tells it."""
        _, said = self.demo.bucketwarden("plan", "-f", self.file)
        table = said[said.find("  Preflight"):]
        print(f"  bucketwarden plan -f {self.file.name}\n{table}", end="")
        return table

    def document(self) -> str:
        return self.s3.get_bucket_policy(Bucket=BUCKET)["Policy"]

    def facet(self) -> dict:
        return self.fleet.facets("ledger", BUCKET)["networkAccess"]


def locked_out(table: str) -> list[str]:
    return [line.split()[0] for line in table.splitlines() if "WOULD BE LOCKED OUT" in line]
