# For setup.sh: gets Chromium into the cache, which renders the report in tests. Debian's package is unpacked there; where there
# is none (that of Ubuntu only asks for a snap), what is on the PATH is used. It always sees the same fonts: those unpacked here.
. src/dev/debs.sh

CHROMIUM=$CACHE/chromium
CHROMIUM_TITLE=Chromium
CHROMIUM_HINT="Debian has it in a package, which setup fetches by itself; elsewhere put chromium, chromium-browser or google-chrome \
on the PATH, or set BUCKETWARDEN_WITHOUT_CHROMIUM=1 to leave the tests out that need it."

chromium_on_path() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
}

# As "156.0.8078.108"; what a page looks like to the pixel holds for one version.
chromium_version() {
  "$CHROMIUM/bin/chromium" --version 2>>"$CHROMIUM/log" | sed -n 's/^[A-Z][A-Za-z ]* \([0-9][0-9.]*\).*/\1/p'
}

# Whether it renders a page. Chromium does not let root use its sandbox.
chromium_works() {
  local flags=(--headless --disable-gpu --user-data-dir="$CHROMIUM/profile")
  [ "$(id -u)" != 0 ] || flags+=(--no-sandbox)
  "$CHROMIUM/bin/chromium" "${flags[@]}" --dump-dom 'data:text/html,<p>rendered' 2>>"$CHROMIUM/log" </dev/null |
    grep -q '<p>rendered'
  local outcome=$?
  rm -rf "$CHROMIUM/profile"
  return $outcome
}

# The browser with what it needs, or else only the fonts.
chromium_fetch() {
  debs_have_apt || return 0
  debs_fetch "$CHROMIUM" 'chromium|chromium-common|lib.*|fonts-liberation' chromium fonts-liberation ||
    { rm -rf "$CHROMIUM/packages" && debs_fetch "$CHROMIUM" fonts-liberation fonts-liberation; } ||
    echo "  its packages cannot be fetched; $CHROMIUM/log says why" >&2
}

chromium_unpack() {
  local program='' libraries=''
  if [ -d "$CHROMIUM/packages" ]; then
    debs_extract "$CHROMIUM" || debs_fail chromium "A package cannot be unpacked"
    debs_tidy "$CHROMIUM"
  fi
  if [ -x "$CHROMIUM/root/usr/lib/chromium/chromium" ]; then
    program=$CHROMIUM/root/usr/lib/chromium/chromium
    libraries=$(debs_libraries "$CHROMIUM")
  else
    program=$(chromium_on_path) || debs_fail chromium "There is no package of it, and none on the PATH"
  fi
  chromium_fonts >"$CHROMIUM/fonts.conf"
  cat >"$CHROMIUM/bin/chromium" <<END
#!/bin/sh
# Chromium with libraries and fonts that only it sees.
export LD_LIBRARY_PATH='$libraries'"\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}" FONTCONFIG_FILE='$CHROMIUM/fonts.conf'
exec '$program' "\$@"
END
  chmod +x "$CHROMIUM/bin/chromium"
}

chromium_fonts() {
  cat <<END
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>$CHROMIUM/root/usr/share/fonts</dir>
  <cachedir>$CHROMIUM/font-cache</cachedir>
  <alias binding="strong"><family>monospace</family><prefer><family>Liberation Mono</family></prefer></alias>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Liberation Sans</family></prefer></alias>
  <alias binding="strong"><family>system-ui</family><prefer><family>Liberation Sans</family></prefer></alias>
  <match target="pattern"><edit name="family" mode="append_last"><string>Liberation Sans</string></edit></match>
  <match target="font"><edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit></match>
</fontconfig>
END
}

chromium_browser() {
  local sum version
  if debs_left_out chromium; then
    return
  fi
  sum=$(cat src/dev/debs.sh src/dev/chromium.sh | sha256sum | cut -c1-16)
  # It is of no use any more when the system has lost a library or got another browser.
  if [ -n "$(chromium_version 2>/dev/null)" ] &&
    [ "$(cat "$CHROMIUM/installed-from" 2>/dev/null)" = "$sum $(chromium_version)" ]; then
    return
  fi
  rm -rf "$CHROMIUM"
  mkdir -p "$CHROMIUM/bin"
  echo "Getting the browser that renders the report in tests, once:"
  timed "Chromium's packages" chromium_fetch
  timed "unpacking them" chromium_unpack
  version=$(chromium_version)
  [ -n "$version" ] || debs_fail chromium "It does not start"
  chromium_works || debs_fail chromium "It renders nothing"
  echo "Chromium $version is set up."
  echo "$sum $version" >"$CHROMIUM/installed-from"
}
