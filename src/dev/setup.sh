#!/usr/bin/env bash
# Sets up what the demo and the tests need beside the project: checks the tools, builds the control plane of the tests,
# and gets the S3 servers, the browser, Lua and Prometheus. Everything goes into a cache outside the tree; a second run finds it there.
# With the word java it only looks for a JDK and Maven, and gets nothing. With the word goaccess it gets only that, which make bench compares with.
set -euo pipefail
cd "$(dirname "$0")/../.."

CACHE=${BUCKETWARDEN_CACHE:-$HOME/.cache/bucketwarden}
KUBE_VERSION=$(cat src/test/kube/VERSION)
PLATFORM=$(uname -s | tr "[:upper:]" "[:lower:]")-$(uname -m | sed "s/x86_64/amd64/; s/aarch64/arm64/")
. src/dev/ceph.sh
. src/dev/chromium.sh
. src/dev/goaccess.sh
. src/dev/lua.sh
. src/dev/prometheus.sh

missing=0
need() { # what, how to tell, hint
  if ! eval "$2" >/dev/null 2>&1; then
    echo "missing: $1. $3" >&2
    missing=1
  fi
}

check_java() {
  local maven="command -v mvn"
  if JAVA_HOME=$(src/dev/jdk.sh); then
    export JAVA_HOME # mvn does not start without one
    maven="mvn -v | grep -E 'Apache Maven (3\.([89]|[1-9][0-9])|[4-9]|[1-9][0-9])'"
  else
    missing=1
  fi
  need "Maven 3.8 or newer" "$maven" "Install it; mvn -v tells which one is there."
}

check_tools() {
  check_java
  need "Python 3.11 or newer" "python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'" "Install python3."
  need "Python's venv module" "python3 -c 'import ensurepip, venv'" \
    "Debian and Ubuntu have it in a package of its own: apt install python3-venv."
  if [ -z "${KUBEBUILDER_ASSETS:-}" ]; then
    need "Go 1.25 or newer" "go version | grep -E 'go(1\.(2[5-9]|[3-9][0-9])|[2-9])'" \
      "Install Go, or set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver and kubectl."
  fi
  need "Ceph" "debs_can_be_had ceph" "$CEPH_HINT"
  need "Chromium" "debs_can_be_had chromium" "$CHROMIUM_HINT"
  need "Lua 5.1" "debs_can_be_had lua" "$LUA_HINT"
  need "Prometheus" "debs_can_be_had prometheus" "$PROMETHEUS_HINT"
  [ "$missing" = 0 ] || exit 1
}

timed() { # what, command...
  local what=$1 start=$SECONDS
  shift
  echo "  $what ..."
  "$@"
  echo "  $what: done in $((SECONDS - start)) s"
}

build() { # name, package
  go build -C src/test/kube -mod=readonly -trimpath -o "$bin/$1.new" -ldflags "-s -w \
    -X k8s.io/component-base/version.gitVersion=v$KUBE_VERSION \
    -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=35" "$2"
  mv "$bin/$1.new" "$bin/$1"
}

control_plane() {
  bin=$CACHE/kube/k8s/$KUBE_VERSION-$PLATFORM
  mkdir -p "$bin"
  if [ -n "${KUBEBUILDER_ASSETS:-}" ]; then
    for name in etcd kube-apiserver kubectl; do
      if [ ! -x "$KUBEBUILDER_ASSETS/$name" ]; then
        echo "missing: $KUBEBUILDER_ASSETS/$name. Unset KUBEBUILDER_ASSETS to have it built." >&2
        exit 1
      fi
      ln -sfn "$(readlink -f "$KUBEBUILDER_ASSETS/$name")" "$bin/$name"
    done
    rm -f "$bin/built-from"
    return
  fi
  local sum
  sum=$(sha256sum src/test/kube/go.sum | cut -c1-16)
  if [ "$(cat "$bin/built-from" 2>/dev/null)" = "$sum" ]; then
    return
  fi
  echo "Building the control plane for tests, once (about five minutes on two cores):"
  rm -f "$bin"/*
  timed "etcd" build etcd go.etcd.io/etcd/server/v3
  timed "kube-apiserver" build kube-apiserver k8s.io/kubernetes/cmd/kube-apiserver
  timed "kubectl" build kubectl k8s.io/kubernetes/cmd/kubectl
  echo "$sum" >"$bin/built-from"
}

s3_server() {
  local requirements=src/test/moto/requirements.txt sum
  sum=$(sha256sum "$requirements" | cut -c1-16)
  # It is of no use any more when the system has got another Python.
  if [ "$(cat "$CACHE/moto/installed-from" 2>/dev/null)" = "$sum" ] && "$CACHE/moto/bin/python" -c "import moto" 2>/dev/null; then
    return
  fi
  echo "Installing the S3 server of the demo and most tests, once for this Python:"
  rm -rf "$CACHE/moto"
  mkdir -p "$CACHE"
  timed "virtual environment" python3 -m venv "$CACHE/moto"
  timed "moto" "$CACHE/moto/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"
  echo "$sum" >"$CACHE/moto/installed-from"
}

left_out() { # name, what the tests do
  if debs_left_out "$1"; then
    echo "BUCKETWARDEN_WITHOUT_${1^^}=1: the tests that $2 are left out."
  fi
}

if [ "${1:-}" = java ]; then
  check_java
  exit "$missing"
fi
mkdir -p "$CACHE"
exec 9>"$CACHE/setup.lock"
flock 9
if [ "${1:-}" = goaccess ]; then
  goaccess_program
  exit
fi
check_tools
control_plane
s3_server
ceph_server
chromium_browser
lua_interpreter
prometheus_server
left_out ceph "need a server which enforces policies"
left_out chromium "look at the rendered report"
left_out lua "run the scripts for Argo CD"
left_out prometheus "run the alerts and the dashboard"
