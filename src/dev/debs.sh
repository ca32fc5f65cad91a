# For setup.sh: gets a part into a folder of the cache. What is on the PATH is linked; else packages of Debian or Ubuntu are
# unpacked there. Nothing is installed: apt gets a state of its own, so it needs no root and leaves the system's lists alone.
# A folder has: bin/, log, packages/ (fetched), root/ (unpacked). What a part says of itself, in a file of its name:
#   NAME_TITLE, NAME_HINT  what it is called, and what to do where it cannot be had
#   NAME_on_path           whether it is there already
#   NAME_link              puts what is there into bin/
#   NAME_fetch             calls debs_fetch
#   NAME_unpack            puts what was unpacked into bin/
#   NAME_version           says the version of what is in bin/, where that works

debs_left_out() { # name
  local variable=BUCKETWARDEN_WITHOUT_${1^^}
  [ "${!variable:-}" = 1 ]
}

debs_can_be_had() { # name
  debs_left_out "$1" || "$1_on_path" || debs_have_apt
}

# Sets the part up, unless it is. It is of no use any more when the system has lost a library or a linked program.
debs_set_up() { # name, what it is and what for, command that gets its version when it is new
  local name=$1 folder=$CACHE/$1 title=${1^^}_TITLE sum version
  if debs_left_out "$name"; then
    return
  fi
  sum=$(cat src/dev/debs.sh "src/dev/$name.sh" | sha256sum | cut -c1-16)
  if [ -e "$folder/installed-from" ] && version=$("${name}_version") && [ -n "$version" ] &&
    [ "$(cat "$folder/installed-from")" = "$sum $version" ]; then
    return
  fi
  rm -rf "$folder"
  mkdir -p "$folder/bin"
  if "${name}_on_path" >/dev/null; then
    "${name}_link"
  else
    echo "Getting $2, once:"
    timed "its packages" debs_get "$name"
    timed "unpacking them" debs_unpack "$name"
  fi
  version=$("${name}_version") || version=
  [ -n "$version" ] || debs_fail "$name" "It does not start, or does not say its version"
  echo "${!title} $version is set up."
  "${3:-:}" "$version"
  echo "$sum $version" >"$folder/installed-from"
}

debs_get() { # name
  local outcome=0
  debs_have_apt || debs_fail "$1" "It is not on the PATH, and there is no apt"
  "$1_fetch" || outcome=$?
  case $outcome in
    0) ;;
    2) debs_fail "$1" "Its packages cannot be fetched" ;;
    *) debs_fail "$1" "Its packages are not found" ;;
  esac
}

debs_unpack() { # name
  debs_extract "$CACHE/$1" || debs_fail "$1" "A package cannot be unpacked"
  debs_tidy "$CACHE/$1"
  "$1_unpack"
}

debs_fail() { # name, why
  local log=$CACHE/$1/log title=${1^^}_TITLE hint=${1^^}_HINT
  echo "missing: ${!title}. $2: $(tail -n 1 "$log" 2>/dev/null)" >&2
  echo "  $log has the rest. ${!hint}" >&2
  exit 1
}

# Has the program of a package started with libraries that only it sees.
debs_wrap() { # name, program
  local folder=$CACHE/$1
  [ -x "$folder/root/usr/bin/$2" ] || debs_fail "$1" "Its package has no /usr/bin/$2"
  cat >"$folder/bin/$2" <<END
#!/bin/sh
export LD_LIBRARY_PATH='$(debs_libraries "$folder")'
exec '$folder/root/usr/bin/$2' "\$@"
END
  chmod +x "$folder/bin/$2"
}

debs_have_apt() {
  debs_on_path apt-get apt-config dpkg-deb
}

debs_on_path() { # programs...; whether all of them are there already
  command -v "$@" | wc -l | grep -qx "$#"
}

debs_link() { # folder, programs...; those of the PATH, instead of packages
  local folder=$1 program
  shift
  for program in "$@"; do
    ln -s "$(command -v "$program")" "$folder/bin/$program"
  done
}

# The user's own settings, but for the commands that apt would run afterwards on the system.
debs_apt() { # folder, arguments...
  local folder=$1
  shift
  APT_CONFIG=$folder/apt.conf apt-get -q "$@" >>"$folder/log" 2>&1
}

debs_apt_settings() { # folder
  mkdir -p "$1/apt/state/lists/partial" "$1/apt/cache/archives/partial"
  apt-config dump | grep -v -i -e invoke -e 'IndexTargets::deb::DEP-11'
  cat <<END
Dir::Etc::main "/dev/null";
Dir::Etc::parts "/dev/null";
Dir::State "$1/apt/state";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "$1/apt/cache";
Dir::Log "$1/apt";
Debug::NoLocking "true";
Acquire::Languages "none";
APT::Sandbox::User "";
END
}

# Gets the packages, and of those that they need and the system lacks the ones whose whole name matches. Returns 1 when they
# are not found, and 2 when they cannot be fetched.
debs_fetch() { # folder, pattern of names, packages...
  local folder=$1 wanted=$2 packages
  shift 2
  debs_apt_settings "$folder" >"$folder/apt.conf"
  # One source among several may be out of reach and not needed. Without that option apt says it worked where nothing did.
  debs_apt "$folder" -o APT::Update::Error-Mode=any update ||
    echo "  apt reaches not every source of packages (is this machine offline?); going on with those that it does reach" >&2
  packages=$(APT_CONFIG=$folder/apt.conf apt-get -q -s install --reinstall --no-install-recommends "$@" 2>>"$folder/log" |
    awk -v wanted="^($wanted)\$" '$1 == "Inst" && $2 ~ wanted {print $2}') || return 1
  [ -n "$packages" ] || return 1
  mkdir "$folder/packages" || return 2
  # shellcheck disable=SC2086 # names of packages
  (cd "$folder/packages" && debs_apt "$folder" download $packages) || return 2
}

debs_extract() { # folder
  local package
  for package in "$1"/packages/*.deb; do
    dpkg-deb -x "$package" "$1/root" 2>>"$1/log" || return 1
  done
}

# What only fetching needs.
debs_tidy() { # folder
  rm -rf "$1/packages" "$1/apt" "$1/apt.conf"
}

# Folders of unpacked libraries, as LD_LIBRARY_PATH takes them.
debs_libraries() { # folder
  find "$1/root" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:
}
