#!/usr/bin/env bash
# Writes target/bucketwarden.aot as the image's build does: what the JVM needs to start the packaged operator quickly.
set -euo pipefail
cd "$(dirname "$0")/../.."
cache=target/bucketwarden.aot
if [ -f "$cache" ] && [ "$cache" -nt target/bucketwarden.jar ] && [ "$cache" -nt src/main/jib/app/jvm.options ]; then
  exit 0
fi
echo "Rehearsing a start for the AOT cache ..."
mkdir -p target/rehearsal
"$JAVA_HOME/bin/javac" -d target/rehearsal src/test/java/io/bucketwarden/image/Rehearsal.java
if ! "$JAVA_HOME/bin/java" -cp target/rehearsal io.bucketwarden.image.Rehearsal \
  src/main/jib/app/jvm.options target/bucketwarden.jar "$cache" >target/rehearsal.log 2>&1; then
  echo "No AOT cache came of the rehearsal; see target/rehearsal.log" >&2
  exit 1
fi
