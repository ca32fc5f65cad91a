# For setup.sh: GoAccess, a log analyser whose speed make bench compares with.
. src/dev/debs.sh

GOACCESS_TITLE=GoAccess
GOACCESS_HINT="Debian and Ubuntu have it in a package, which this fetches by itself; elsewhere put goaccess on the PATH, or set \
BUCKETWARDEN_WITHOUT_GOACCESS=1 to leave the comparison with it out."

goaccess_on_path() {
  debs_on_path goaccess
}

goaccess_link() {
  debs_link "$CACHE/goaccess" goaccess
}

goaccess_fetch() {
  debs_fetch "$CACHE/goaccess" 'goaccess|lib.*' goaccess
}

goaccess_unpack() {
  debs_wrap goaccess goaccess
}

goaccess_version() {
  "$CACHE/goaccess/bin/goaccess" --version 2>>"$CACHE/goaccess/log" | sed -n 's/^GoAccess - \([0-9][0-9.]*[0-9]\).*/\1/p'
}

goaccess_program() {
  debs_set_up goaccess "GoAccess to compare with"
}
