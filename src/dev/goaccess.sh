# For setup.sh: gets GoAccess into the cache, a log analyser whose speed make bench compares with. What is on the PATH is
# linked; else packages of Debian or Ubuntu are unpacked there.
. src/dev/debs.sh

GOACCESS=$CACHE/goaccess
GOACCESS_HINT="Debian and Ubuntu have it in a package, which this fetches by itself; elsewhere put goaccess on the PATH, or set \
BUCKETWARDEN_WITHOUT_GOACCESS=1 to leave the comparison with it out."

goaccess_fails() { # why
  debs_fail "$GOACCESS" GoAccess "$1" "$GOACCESS_HINT"
}

goaccess_version() {
  "$GOACCESS/bin/goaccess" --version 2>>"$GOACCESS/log" | sed -n 's/^GoAccess - \([0-9][0-9.]*[0-9]\).*/\1/p'
}

goaccess_fetch() {
  local outcome=0
  debs_can_be_had || goaccess_fails "It is not on the PATH, and there is no apt"
  debs_fetch "$GOACCESS" 'goaccess|lib.*' goaccess || outcome=$?
  case $outcome in
    0) ;;
    2) goaccess_fails "Its packages cannot be fetched" ;;
    *) goaccess_fails "Its packages are not found" ;;
  esac
}

goaccess_unpack() {
  debs_unpack "$GOACCESS" || goaccess_fails "A package cannot be unpacked"
  debs_tidy "$GOACCESS"
  [ -x "$GOACCESS/root/usr/bin/goaccess" ] || goaccess_fails "Its package has no /usr/bin/goaccess"
  cat >"$GOACCESS/bin/goaccess" <<END
#!/bin/sh
# GoAccess with libraries that only it sees.
export LD_LIBRARY_PATH='$(debs_libraries "$GOACCESS")'
exec '$GOACCESS/root/usr/bin/goaccess' "\$@"
END
  chmod +x "$GOACCESS/bin/goaccess"
}

goaccess_program() {
  local sum version
  if [ "${BUCKETWARDEN_WITHOUT_GOACCESS:-}" = 1 ]; then
    return
  fi
  sum=$(cat src/dev/debs.sh src/dev/goaccess.sh | sha256sum | cut -c1-16)
  if [ "$(cat "$GOACCESS/installed-from" 2>/dev/null)" = "$sum" ] && [ -n "$(goaccess_version)" ]; then
    return
  fi
  rm -rf "$GOACCESS"
  mkdir -p "$GOACCESS/bin"
  if command -v goaccess >/dev/null; then
    ln -s "$(command -v goaccess)" "$GOACCESS/bin/goaccess"
  else
    echo "Getting GoAccess to compare with, once:"
    timed "its packages" goaccess_fetch
    timed "unpacking them" goaccess_unpack
  fi
  version=$(goaccess_version)
  [ -n "$version" ] || goaccess_fails "It does not start"
  echo "GoAccess $version is set up."
  echo "$sum" >"$GOACCESS/installed-from"
}
