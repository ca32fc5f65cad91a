# For setup.sh: Lua 5.1, in which Argo CD's scripts are tested.
. src/dev/debs.sh

LUA_TITLE=Lua
LUA_HINT="Debian and Ubuntu have it in a package, which setup fetches by itself; elsewhere put lua5.1 on the PATH, or set \
BUCKETWARDEN_WITHOUT_LUA=1 to leave the tests out that need it."

lua_on_path() {
  command -v lua5.1 || command -v lua-5.1 || command -v lua51
}

lua_link() {
  ln -s "$(lua_on_path)" "$CACHE/lua/bin/lua5.1"
}

lua_fetch() {
  debs_fetch "$CACHE/lua" 'lua5\.1|lib.*' lua5.1
}

lua_unpack() {
  debs_wrap lua lua5.1
}

# Argo CD speaks the language of this version, and no other.
lua_version() {
  "$CACHE/lua/bin/lua5.1" -e 'print(_VERSION)' 2>>"$CACHE/lua/log" | sed -n 's/^Lua \(5\.1\)$/\1/p'
}

lua_interpreter() {
  debs_set_up lua "Lua, which runs the scripts for Argo CD in tests"
}
