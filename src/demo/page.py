"""The sixth act: the operator's own page shows each person what that person may list, by the cluster's own rights."""

import re
import urllib.error
import urllib.request

from fleet import TENANT

VIEWER = "auditor"


class Page:
    def __init__(self, demo):
        self.demo = demo

    def eyes(self) -> None:
        demo = self.demo
        demo.step("Act six, the page: the operator shows what it knows, to each person what that person may list")
        code, sign_in, headers = self.get("/")
        demo.check("without a token there is nothing but a form to sign in",
                   code == 401 and "acme-" not in sign_in and 'type="password"' in sign_in)
        demo.check("the browser is told to take nothing from anywhere else",
                   headers["Content-Security-Policy"].startswith("default-src 'none'"))
        code, fleet, _ = self.get("/", self.viewer())
        demo.check("who may list policies everywhere sees the whole fleet",
                   code == 200 and self.buckets(fleet) and f">{TENANT}/ledger<" in self.get("/policies", self.viewer())[1])
        print(f"    {heading(fleet)}")
        code, own, _ = self.get("/policies", demo.kubectl("create", "token", "dev", "-n", TENANT).strip())
        demo.check(f"a tenant sees the policy of {TENANT}, and no name and no count of anything else",
                   code == 200 and f">{TENANT}/ledger<" in own and "acme-" not in own and "baseline" not in own)
        code, found, _ = self.get("/?q=state:drifted", self.viewer())
        demo.check("a search finds what is not as declared", code == 200 and self.buckets(found) < self.buckets(fleet))
        print(f"    {', '.join(sorted(self.buckets(found)))}")

    def viewer(self) -> str:
        """The token of somebody who may list policies, and nothing else."""
        return self.demo.kubectl("create", "token", VIEWER, "-n", "storage").strip()

    @staticmethod
    def buckets(page: str) -> set[str]:
        return set(re.findall(r">(acme-[a-z0-9-]+)</a>", page))

    def get(self, path: str, token: str | None = None):
        request = urllib.request.Request(self.demo.page + path, headers={"Authorization": f"Bearer {token}"} if token else {})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as e:
            return e.code, e.read().decode(), e.headers


def heading(page: str) -> str:
    found = re.search(r'<h2 id="verdict">(.*?)</h2>', page)
    return re.sub(r"<[^>]+>", "", found.group(1)) if found else ""


def prepare(demo) -> None:
    """Before the operator starts: its right to ask who signs in, and somebody who may look."""
    demo.kubectl("create", "clusterrolebinding", "bucketwarden-page", "--clusterrole=system:auth-delegator",
                 "--serviceaccount=bucketwarden:bucketwarden")
    demo.kubectl("create", "serviceaccount", VIEWER, "-n", "storage")
    demo.kubectl("create", "clusterrole", "s3bp-viewer", "--verb=get,list", "--resource=s3bucketpolicies.bucketwarden.io")
    demo.kubectl("create", "clusterrolebinding", "s3bp-viewer", "--clusterrole=s3bp-viewer",
                 f"--serviceaccount=storage:{VIEWER}")
