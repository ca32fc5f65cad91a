#!/usr/bin/env bash
# Checks what must hold of a release beside the tests: one line each, and exit code 1 when one fails.
set -euo pipefail
cd "$(dirname "$0")/../.."

OUT=$PWD/target/release-check
MVN=(mvn -q -B -ntp -Dstyle.color=never)
failed=0

say() { # what, advice, command...
  local what=$1 advice=$2
  local log=$OUT/${what// /-}.log
  shift 2
  if "$@" >"$log" 2>&1; then
    echo "ok: $what"
  else
    failed=1
    echo "FAILED: $what. $advice"
    head -5 "$log" | sed 's/^/  /'
  fi
}

tree_is_clean() {
  git status --porcelain | tee "$OUT/changes"
  [ ! -s "$OUT/changes" ]
}

# Of what is committed, in a folder of its own, and as from another place in the world.
build() { # folder, time zone, language
  mkdir -p "$OUT/$1"
  git archive HEAD | tar -x -C "$OUT/$1"
  (cd "$OUT/$1" && TZ=$2 LC_ALL=$3 "${MVN[@]}" -Dmaven.test.skip=true -Dspotless.check.skip package)
}

rm -rf "$OUT"
mkdir -p "$OUT"
echo "Checking the tree ..."
say "format" "Run make format." "${MVN[@]}" spotless:check
say "tree is clean" "Commit or remove what is listed: what is not committed is not built." tree_is_clean
echo "Building twice, in two folders (some minutes) ..."
say "first build" "See target/release-check/first-build.log." build one UTC C
say "second build" "See target/release-check/second-build.log." build another/place Pacific/Auckland C.UTF-8
echo "Comparing and looking through what was built ..."
if [ -f "$OUT/one/target/jib-image.tar" ] && [ -f "$OUT/another/place/target/jib-image.tar" ]; then
  "${MVN[@]}" test-compile dependency:build-classpath -Dmdep.outputFile=target/test.cp
  "$JAVA_HOME/bin/java" -cp "target/test-classes:target/classes:$(cat target/test.cp)" \
    io.bucketwarden.release.ReleaseCheck "$OUT/one/target" "$OUT/another/place/target" || failed=1
fi
if [ "$failed" = 0 ]; then
  echo "All of it holds. The tests are another matter: make test."
else
  echo "Not everything holds; see the lines with FAILED." >&2
fi
exit "$failed"
