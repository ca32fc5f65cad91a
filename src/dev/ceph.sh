# For setup.sh: gets Ceph into the cache, whose S3 server enforces policies. What is on the PATH is linked; else packages of
# Debian or Ubuntu are unpacked there.
. src/dev/debs.sh

CEPH=$CACHE/ceph
CEPH_PROGRAMS=(ceph-mon ceph-osd monmaptool osdmaptool radosgw radosgw-admin)
CEPH_KNOWN=16
CEPH_HINT="Debian and Ubuntu have it in packages, which setup fetches by itself; elsewhere put ${CEPH_PROGRAMS[*]} on the PATH \
(Fedora: ceph-mon ceph-osd ceph-radosgw), or set BUCKETWARDEN_WITHOUT_CEPH=1 to leave the tests out that need it."

ceph_left_out() {
  [ "${BUCKETWARDEN_WITHOUT_CEPH:-}" = 1 ]
}

ceph_on_path() {
  debs_on_path "${CEPH_PROGRAMS[@]}"
}

ceph_can_be_had() {
  ceph_left_out || ceph_on_path || debs_can_be_had
}

ceph_works() {
  local program
  for program in "${CEPH_PROGRAMS[@]}"; do
    "$CEPH/bin/$program" --version >"$CEPH/log" 2>&1 || return 1
  done
}

# As "16.2.15"; what tests know of the quirks of the server holds for one version.
ceph_version() {
  "$CEPH/bin/radosgw" --version 2>/dev/null | sed -n 's/^ceph version \([0-9][0-9.]*\).*/\1/p'
}

ceph_fails() { # what
  debs_fail "$CEPH" Ceph "$1" "$CEPH_HINT"
}

ceph_fetch() {
  local outcome=0
  debs_fetch "$CEPH" 'radosgw|ceph-mon|ceph-osd|ceph-base|ceph-common|lib.*' \
    radosgw ceph-mon ceph-osd ceph-base ceph-common || outcome=$?
  case $outcome in
    0) ;;
    2) ceph_fails "Its packages cannot be fetched" ;;
    *) ceph_fails "Its packages are not found" ;;
  esac
}

ceph_unpack() {
  local program classes lib
  debs_unpack "$CEPH" || ceph_fails "A package cannot be unpacked"
  classes=$(find "$CEPH/root/usr/lib" -type d -name rados-classes 2>>"$CEPH/log")
  [ -d "$classes" ] || ceph_fails "Its packages have no folder rados-classes below /usr/lib"
  lib=$(dirname "$classes")
  mkdir "$CEPH/programs"
  for program in "${CEPH_PROGRAMS[@]}"; do
    [ -e "$CEPH/root/usr/bin/$program" ] || ceph_fails "Its packages have no /usr/bin/$program"
    mv "$CEPH/root/usr/bin/$program" "$CEPH/programs/"
    ln -s run "$CEPH/bin/$program"
  done
  mv "$lib" "$CEPH/lib"
  # Some libraries are in /lib, where that is a folder of its own.
  [ ! -d "$CEPH/root/lib/${lib##*/}" ] || cp -an "$CEPH/root/lib/${lib##*/}/." "$CEPH/lib/"
  cat >"$CEPH/bin/run" <<END
#!/bin/sh
# Runs the program by whose name it is called, with libraries that only it sees.
export LD_LIBRARY_PATH='$CEPH/lib:$CEPH/lib/ceph'
exec '$CEPH/programs/'"\${0##*/}" "\$@"
END
  chmod +x "$CEPH/bin/run"
  cat >"$CEPH/plugins.conf" <<END
plugin dir = $CEPH/lib/ceph
erasure code dir = $CEPH/lib/ceph/erasure-code
osd class dir = $CEPH/lib/rados-classes
END
  debs_tidy "$CEPH"
  rm -rf "$CEPH/root"
}

ceph_server() {
  local sum version
  if ceph_left_out; then
    return
  fi
  sum=$(cat src/dev/debs.sh src/dev/ceph.sh | sha256sum | cut -c1-16)
  # It is of no use any more when the system has lost a library or a linked program.
  if [ "$(cat "$CEPH/installed-from" 2>/dev/null)" = "$sum $(ceph_version)" ] && ceph_works; then
    return
  fi
  rm -rf "$CEPH"
  mkdir -p "$CEPH/bin"
  if ceph_on_path; then
    debs_link "$CEPH" "${CEPH_PROGRAMS[@]}"
  else
    echo "Getting the S3 server that enforces policies, once:"
    timed "Ceph's packages" ceph_fetch
    timed "unpacking them" ceph_unpack
  fi
  ceph_works || ceph_fails "It does not start"
  version=$(ceph_version)
  [ -n "$version" ] || ceph_fails "It does not say its version"
  echo "Ceph $version is set up."
  [ "${version%%.*}" = "$CEPH_KNOWN" ] ||
    echo "  Tests of what version $CEPH_KNOWN does otherwise than AWS are skipped with it." >&2
  echo "$sum $version" >"$CEPH/installed-from"
}
