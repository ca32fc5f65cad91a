# For setup.sh: Ceph, whose S3 server enforces policies.
. src/dev/debs.sh

CEPH=$CACHE/ceph
CEPH_PROGRAMS=(ceph-mon ceph-osd monmaptool osdmaptool radosgw radosgw-admin)
CEPH_KNOWN=16
CEPH_TITLE=Ceph
CEPH_HINT="Debian and Ubuntu have it in packages, which setup fetches by itself; elsewhere put ${CEPH_PROGRAMS[*]} on the PATH \
(Fedora: ceph-mon ceph-osd ceph-radosgw), or set BUCKETWARDEN_WITHOUT_CEPH=1 to leave the tests out that need it."

ceph_on_path() {
  debs_on_path "${CEPH_PROGRAMS[@]}"
}

ceph_link() {
  debs_link "$CEPH" "${CEPH_PROGRAMS[@]}"
}

# As "16.2.15"; what tests know of the quirks of the server holds for one version.
ceph_version() {
  local program
  for program in "${CEPH_PROGRAMS[@]}"; do
    "$CEPH/bin/$program" --version >"$CEPH/log" 2>&1 || return 1
  done
  "$CEPH/bin/radosgw" --version 2>/dev/null | sed -n 's/^ceph version \([0-9][0-9.]*\).*/\1/p'
}

ceph_fetch() {
  debs_fetch "$CEPH" 'radosgw|ceph-mon|ceph-osd|ceph-base|ceph-common|lib.*' \
    radosgw ceph-mon ceph-osd ceph-base ceph-common
}

ceph_unpack() {
  local program classes lib
  classes=$(find "$CEPH/root/usr/lib" -type d -name rados-classes 2>>"$CEPH/log")
  [ -d "$classes" ] || debs_fail ceph "Its packages have no folder rados-classes below /usr/lib"
  lib=$(dirname "$classes")
  mkdir "$CEPH/programs"
  for program in "${CEPH_PROGRAMS[@]}"; do
    [ -e "$CEPH/root/usr/bin/$program" ] || debs_fail ceph "Its packages have no /usr/bin/$program"
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
  rm -rf "$CEPH/root"
}

ceph_remark() { # version
  [ "${1%%.*}" = "$CEPH_KNOWN" ] ||
    echo "  Tests of what version $CEPH_KNOWN does otherwise than AWS are skipped with it." >&2
}

ceph_server() {
  debs_set_up ceph "the S3 server that enforces policies" ceph_remark
}
