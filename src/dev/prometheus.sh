# For setup.sh: Prometheus and its promtool, which run the alerts and the dashboard in tests.
. src/dev/debs.sh

PROMETHEUS=$CACHE/prometheus
PROMETHEUS_PROGRAMS=(prometheus promtool)
PROMETHEUS_TITLE=Prometheus
PROMETHEUS_HINT="Debian and Ubuntu have it in a package, which setup fetches by itself; elsewhere put ${PROMETHEUS_PROGRAMS[*]} on \
the PATH, or set BUCKETWARDEN_WITHOUT_PROMETHEUS=1 to leave the tests out that need it."

prometheus_on_path() {
  debs_on_path "${PROMETHEUS_PROGRAMS[@]}"
}

prometheus_link() {
  debs_link "$PROMETHEUS" "${PROMETHEUS_PROGRAMS[@]}"
}

# As "2.42.0"; empty where one of the programs does not start.
prometheus_version() {
  "$PROMETHEUS/bin/promtool" --version >/dev/null 2>&1 &&
    "$PROMETHEUS/bin/prometheus" --version 2>&1 | sed -n 's/^prometheus, version \([0-9][0-9.]*\).*/\1/p'
}

prometheus_fetch() {
  debs_fetch "$PROMETHEUS" prometheus prometheus
}

prometheus_unpack() {
  local program
  for program in "${PROMETHEUS_PROGRAMS[@]}"; do
    [ -x "$PROMETHEUS/root/usr/bin/$program" ] || debs_fail prometheus "Its package has no /usr/bin/$program"
    mv "$PROMETHEUS/root/usr/bin/$program" "$PROMETHEUS/bin/"
  done
  rm -rf "$PROMETHEUS/root"
}

prometheus_server() {
  debs_set_up prometheus "Prometheus, which runs the alerts and the dashboard in tests"
}
