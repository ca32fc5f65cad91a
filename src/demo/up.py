"""What make up says of the servers that it keeps running."""

import signal
import sys
from pathlib import Path

import accesslogs
import page
import seed
import servers
from servers import KUBECTL


def keep(demo) -> None:
    """Says what may be tried, and returns when it is told to end."""
    demo.s3.create_bucket(Bucket="acme-imports")  # for the sample of an exemption
    accesslogs.seed(demo.s3)  # for the sample of access tracking
    seed.seed_ledger(demo.s3)  # for the sample of a perimeter
    demo.step("Up. Ctrl-C ends it")
    print(f"""  In another terminal:
    cd {Path.cwd()}
    export KUBECONFIG={demo.kubeconfig}
    alias kubectl={KUBECTL}
    kubectl apply -f config/samples/
    kubectl get s3bp -A -w
    kubectl explain s3bp.spec.posture
    kubectl patch s3bp website -n storage --type=merge -p '{{"spec":{{"mode":"Enforce"}}}}'
  The same without Kubernetes, and without a write: what a file would mean, and which buckets are open
    export AWS_ACCESS_KEY_ID=demo AWS_SECRET_ACCESS_KEY=demo BUCKETWARDEN_ENDPOINT={demo.endpoint} {" ".join(f"{name}=true" for name in servers.SETTINGS)}
    alias bucketwarden="{servers.java()} -jar {Path.cwd()}/target/bucketwarden.jar"
    bucketwarden plan -f config/samples/baseline.yaml
    bucketwarden scan
  Whom a perimeter lets go on to work, and whom it would lock out without its exemption
    bucketwarden plan -f config/samples/ledger.yaml
    grep -v exemptPrincipals config/samples/ledger.yaml | bucketwarden plan -f -
  Who uses a bucket, and whom its policy would break if it were enforced, which preview tells without a cluster
    kubectl get s3ba -A
    kubectl get s3ba tracked -n storage -o yaml
    bucketwarden preview -f config/samples/tracked.yaml --logs s3://{accesslogs.TARGET}/{accesslogs.PREFIX} --days 14
  The operator's page: open {demo.page} and sign in with what this prints
    kubectl create token {page.VIEWER} -n storage
  All that is known on one page; open the file in a browser
    bucketwarden report -n storage --to {demo.folder}/report.html
  What a bucket was before the operator first wrote it, and having that put back (add --yes)
    bucketwarden revert website -n storage
  Tell the operator of a change that you made, as CloudTrail would through its queue: bucket and API call
    {sys.executable} src/demo/realtime.py {demo.queue} acme-website PutBucketAcl
  S3 server: {demo.endpoint} (any access key)   metrics: {demo.management}/metrics
  The operator's log: {demo.folder}/operator.log""", flush=True)
    signal.pause()
