# For setup.sh: gets Lua 5.1 into the cache, in which Argo CD's scripts are tested. What is on the PATH is linked; else packages
# of Debian or Ubuntu are unpacked there.
. src/dev/debs.sh

LUA=$CACHE/lua
LUA_HINT="Debian and Ubuntu have it in a package, which setup fetches by itself; elsewhere put lua5.1 on the PATH, or set \
BUCKETWARDEN_WITHOUT_LUA=1 to leave the tests out that need it."

lua_left_out() {
  [ "${BUCKETWARDEN_WITHOUT_LUA:-}" = 1 ]
}

lua_on_path() {
  command -v lua5.1 || command -v lua-5.1 || command -v lua51
}

lua_can_be_had() {
  lua_left_out || lua_on_path || debs_can_be_had
}

# Whether it runs a script, and as the version whose language Argo CD speaks.
lua_works() {
  [ "$("$LUA/bin/lua5.1" -e 'print(_VERSION)' 2>>"$LUA/log")" = "Lua 5.1" ]
}

lua_fails() { # why
  debs_fail "$LUA" "Lua 5.1" "$1" "$LUA_HINT"
}

lua_fetch() {
  local outcome=0
  debs_fetch "$LUA" 'lua5\.1|lib.*' lua5.1 || outcome=$?
  case $outcome in
    0) ;;
    2) lua_fails "Its packages cannot be fetched" ;;
    *) lua_fails "Its packages are not found" ;;
  esac
}

lua_unpack() {
  debs_unpack "$LUA" || lua_fails "A package cannot be unpacked"
  debs_tidy "$LUA"
  [ -x "$LUA/root/usr/bin/lua5.1" ] || lua_fails "Its package has no /usr/bin/lua5.1"
  cat >"$LUA/bin/lua5.1" <<END
#!/bin/sh
# Lua with libraries that only it sees.
export LD_LIBRARY_PATH='$(debs_libraries "$LUA")'
exec '$LUA/root/usr/bin/lua5.1' "\$@"
END
  chmod +x "$LUA/bin/lua5.1"
}

lua_interpreter() {
  local sum
  if lua_left_out; then
    return
  fi
  sum=$(cat src/dev/debs.sh src/dev/lua.sh | sha256sum | cut -c1-16)
  # It is of no use any more when the system has lost a library or the linked program.
  if [ "$(cat "$LUA/installed-from" 2>/dev/null)" = "$sum" ] && lua_works; then
    return
  fi
  rm -rf "$LUA"
  mkdir -p "$LUA/bin"
  if lua_on_path >/dev/null; then
    ln -s "$(lua_on_path)" "$LUA/bin/lua5.1"
  else
    echo "Getting Lua, which runs the scripts for Argo CD in tests, once:"
    timed "Lua's packages" lua_fetch
    timed "unpacking them" lua_unpack
  fi
  lua_works || lua_fails "It does not start as Lua 5.1"
  echo "Lua 5.1 is set up."
  echo "$sum" >"$LUA/installed-from"
}
