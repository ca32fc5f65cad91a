"""The servers of the demo: etcd, kube-apiserver and moto, on loopback, ended by process id."""

import os
import secrets
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

CACHE = Path(os.environ.get("BUCKETWARDEN_CACHE") or Path.home() / ".cache/bucketwarden")
KUBE = next((CACHE / "kube/k8s").glob(Path("src/test/kube/VERSION").read_text().strip() + "-*"))
KUBECTL = KUBE / "kubectl"
LOOPBACK = "127.0.0.1,localhost"

# What the operator and its commands need to be told of a server that is not AWS's.
SETTINGS = ("BUCKETWARDEN_PATH_STYLE", "BUCKETWARDEN_ALLOW_INSECURE_ENDPOINT", "BUCKETWARDEN_ENDPOINT_PRINCIPAL_KEYS")


def isolate() -> None:
    """All of this is on loopback: no proxy is to be asked, and no setting of the developer's own is to reach it."""
    for name in [n for n in os.environ if n.startswith(("AWS_", "BUCKETWARDEN_"))]:
        del os.environ[name]
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), LOOPBACK)))


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(url: str, seconds: float, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        if process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} ended with code {process.returncode}")
        if time.monotonic() > deadline:
            raise RuntimeError(f"{url} did not answer within {seconds:.0f} s")
        time.sleep(0.1)


class Servers:
    """Starts processes and ends exactly those."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.processes: list[subprocess.Popen] = []

    def start(self, name: str, *command: object, env: dict | None = None) -> subprocess.Popen:
        log = open(self.folder / f"{name}.log", "wb")
        process = subprocess.Popen(
            [str(part) for part in command], stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            env={**os.environ, **(env or {})}, start_new_session=True)
        self.processes.append(process)
        return process

    def stop(self) -> None:
        for process in reversed(self.processes):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in reversed(self.processes):
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
        self.processes.clear()


def start_s3(servers: Servers) -> str:
    port = free_port()
    process = servers.start("s3", CACHE / "moto/bin/python", "src/demo/moto_server.py", "-H", "127.0.0.1", "-p", port)
    wait_for(f"http://127.0.0.1:{port}/moto-api/", 60, process)
    return f"http://127.0.0.1:{port}"


def start_cluster(servers: Servers) -> Path:
    """Returns the kubeconfig of the administrator."""
    folder = servers.folder
    client, peer = free_port(), free_port()
    etcd = servers.start(
        "etcd", KUBE / "etcd", "--data-dir", folder / "etcd", "--unsafe-no-fsync",
        "--listen-client-urls", f"http://127.0.0.1:{client}", "--advertise-client-urls", f"http://127.0.0.1:{client}",
        "--listen-peer-urls", f"http://127.0.0.1:{peer}", "--initial-advertise-peer-urls", f"http://127.0.0.1:{peer}",
        "--initial-cluster", f"default=http://127.0.0.1:{peer}")
    wait_for(f"http://127.0.0.1:{client}/health", 30, etcd)
    key = folder / "service-account.key"
    key.write_bytes(rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()))
    token = secrets.token_hex(16)
    (folder / "tokens.csv").write_text(f'{token},admin,admin,"system:masters"\n')
    port = free_port()
    api = servers.start(
        "kube-apiserver", KUBE / "kube-apiserver", "--etcd-servers", f"http://127.0.0.1:{client}",
        "--bind-address", "127.0.0.1", "--advertise-address", "127.0.0.1", "--secure-port", port,
        "--cert-dir", folder / "certificates", "--authorization-mode", "RBAC",
        "--token-auth-file", folder / "tokens.csv", "--service-cluster-ip-range", "10.0.0.0/24",
        "--service-account-issuer", "https://127.0.0.1", "--service-account-key-file", key,
        "--service-account-signing-key-file", key, "--disable-admission-plugins", "ServiceAccount")
    kubeconfig = folder / "admin.kubeconfig"
    write_kubeconfig(kubeconfig, port, folder, "admin", token)
    deadline = time.monotonic() + 60
    while subprocess.run([KUBECTL, "--kubeconfig", kubeconfig, "get", "--raw", "/readyz"],
                         capture_output=True).returncode != 0:
        if api.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("kube-apiserver did not become ready; see kube-apiserver.log")
        time.sleep(0.2)
    return kubeconfig


def write_kubeconfig(path: Path, port: int, folder: Path, user: str, token: str) -> None:
    path.write_text(f"""apiVersion: v1
kind: Config
clusters: [{{name: demo, cluster: {{server: "https://127.0.0.1:{port}", certificate-authority: "{folder}/certificates/apiserver.crt"}}}}]
users: [{{name: {user}, user: {{token: "{token}"}}}}]
contexts: [{{name: demo, context: {{cluster: demo, user: {user}}}}}]
current-context: demo
""")
    path.chmod(0o600)


def port_of(kubeconfig: Path) -> int:
    return int(kubeconfig.read_text().split("https://127.0.0.1:")[1].split('"')[0])


def java() -> Path:
    return Path(os.environ["JAVA_HOME"]) / "bin/java"


def start_operator(servers: Servers, kubeconfig: Path, endpoint: str, queue: str) -> tuple[str, str]:
    """The packaged jar as a user runs it. Returns the URLs of its management server and of its page."""
    port, page = free_port(), free_port()
    process = servers.start(
        "operator", java(), "-jar", "target/bucketwarden.jar", "run",
        "--endpoint", endpoint, "--path-style", "--allow-insecure-endpoint", "--endpoint-principal-keys", "--verify-delay", "1s", "--access-interval", "1s", "--queue", queue,
        "--management-host", "127.0.0.1", "--management-port", port, "--page", "--page-host", "127.0.0.1", "--page-port", page, "--record-namespace", "bucketwarden",
        env={"KUBECONFIG": str(kubeconfig), "AWS_ACCESS_KEY_ID": "demo", "AWS_SECRET_ACCESS_KEY": "demo"})
    wait_for(f"http://127.0.0.1:{port}/readyz", 60, process)
    return f"http://127.0.0.1:{port}", f"http://127.0.0.1:{page}"
