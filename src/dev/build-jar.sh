#!/usr/bin/env bash
# Packages the operator as it is shipped: target/bucketwarden.jar with its libraries in target/lib.
set -euo pipefail
cd "$(dirname "$0")/../.."
newest=$(find pom.xml src/main -newer target/bucketwarden.jar -type f -print -quit 2>/dev/null || echo none)
if [ -f target/bucketwarden.jar ] && [ -d target/lib ] && [ -z "$newest" ]; then
  exit 0
fi
echo "Packaging the operator (about a minute the first time) ..."
mvn -q -B -ntp -Dstyle.color=never -DskipTests -Dspotless.check.skip -Djib.skip -Dcyclonedx.skip package
