# For setup.sh: gets Prometheus and its promtool into the cache, which run the alerts and the dashboard in tests. What is on the
# PATH is linked; else the package of Debian or Ubuntu is unpacked there.
. src/dev/debs.sh

PROMETHEUS=$CACHE/prometheus
PROMETHEUS_PROGRAMS=(prometheus promtool)
PROMETHEUS_HINT="Debian and Ubuntu have it in a package, which setup fetches by itself; elsewhere put ${PROMETHEUS_PROGRAMS[*]} on \
the PATH, or set BUCKETWARDEN_WITHOUT_PROMETHEUS=1 to leave the tests out that need it."

prometheus_left_out() {
  [ "${BUCKETWARDEN_WITHOUT_PROMETHEUS:-}" = 1 ]
}

prometheus_on_path() {
  debs_on_path "${PROMETHEUS_PROGRAMS[@]}"
}

prometheus_can_be_had() {
  prometheus_left_out || prometheus_on_path || debs_can_be_had
}

# As "2.42.0"; empty where one of the programs does not start.
prometheus_version() {
  "$PROMETHEUS/bin/promtool" --version >/dev/null 2>&1 &&
    "$PROMETHEUS/bin/prometheus" --version 2>&1 | sed -n 's/^prometheus, version \([0-9][0-9.]*\).*/\1/p'
}

prometheus_fails() { # why
  debs_fail "$PROMETHEUS" Prometheus "$1" "$PROMETHEUS_HINT"
}

prometheus_fetch() {
  local outcome=0
  debs_fetch "$PROMETHEUS" prometheus prometheus || outcome=$?
  case $outcome in
    0) ;;
    2) prometheus_fails "Its package cannot be fetched" ;;
    *) prometheus_fails "Its package is not found" ;;
  esac
}

prometheus_unpack() {
  local program
  debs_unpack "$PROMETHEUS" || prometheus_fails "Its package cannot be unpacked"
  for program in "${PROMETHEUS_PROGRAMS[@]}"; do
    [ -x "$PROMETHEUS/root/usr/bin/$program" ] || prometheus_fails "Its package has no /usr/bin/$program"
    mv "$PROMETHEUS/root/usr/bin/$program" "$PROMETHEUS/bin/"
  done
  debs_tidy "$PROMETHEUS"
  rm -rf "$PROMETHEUS/root"
}

prometheus_server() {
  local sum version
  if prometheus_left_out; then
    return
  fi
  sum=$(cat src/dev/debs.sh src/dev/prometheus.sh | sha256sum | cut -c1-16)
  version=$(prometheus_version) || version=
  if [ -n "$version" ] && [ "$(cat "$PROMETHEUS/installed-from" 2>/dev/null)" = "$sum $version" ]; then
    return
  fi
  rm -rf "$PROMETHEUS"
  mkdir -p "$PROMETHEUS/bin"
  if prometheus_on_path; then
    debs_link "$PROMETHEUS" "${PROMETHEUS_PROGRAMS[@]}"
  else
    echo "Getting Prometheus, which runs the alerts and the dashboard in tests, once:"
    timed "its package" prometheus_fetch
    timed "unpacking it" prometheus_unpack
  fi
  version=$(prometheus_version) || version=
  [ -n "$version" ] || prometheus_fails "It does not start"
  echo "Prometheus $version is set up."
  echo "$sum $version" >"$PROMETHEUS/installed-from"
}
