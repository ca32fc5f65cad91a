#!/usr/bin/env bash
# Prints the home of a JDK 25 or newer, or says what is missing.
set -u

is_new_enough() {
  [ -x "$1/bin/javac" ] || return 1
  local version
  version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  [ -n "$version" ] && [ "$version" -ge 25 ]
}

on_path=$(command -v javac 2>/dev/null && true)
if [ -n "$on_path" ]; then
  on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
fi
for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25* /opt/*jdk*25*; do
  if [ -n "$home" ] && is_new_enough "$home"; then
    echo "$home"
    exit 0
  fi
done
echo "A JDK 25 or newer is missing: install one, or point JAVA_HOME to it." >&2
exit 1
