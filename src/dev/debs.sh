# For setup.sh: unpacks packages of Debian or Ubuntu into a folder of the cache. Nothing is installed: apt gets a state of its
# own, so it needs no root and leaves the system's lists alone. A folder has: log, packages/ (fetched), root/ (unpacked).

debs_can_be_had() {
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

debs_fail() { # folder, what, why, hint
  echo "missing: $2. $3: $(tail -n 1 "$1/log" 2>/dev/null)" >&2
  echo "  $1/log has the rest. $4" >&2
  exit 1
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

debs_unpack() { # folder
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
