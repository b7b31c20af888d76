# shellcheck shell=bash
# Installs what is missing. Debian and Ubuntu: by itself. Elsewhere: says what to install.

# Without nasm the H.264 codec is built without its assembly, and says nothing of it.
readonly BUILD_PACKAGES=(build-essential pkg-config nasm libwebkit2gtk-4.1-dev libclang-dev libasound2-dev)
# GStreamer plays the film back in the window; without its H.264 decoder the replay is words only.
readonly WINDOW_PACKAGES=(fonts-dejavu-core fonts-ocr-b gstreamer1.0-plugins-good gstreamer1.0-libav)
# The app's second start finds the first over a message bus; a play brings its own.
readonly STEERED_PACKAGES=(xvfb xauth webkit2gtk-driver dbus-daemon)
readonly CLIENT_PACKAGES=(python3-venv apache2-bin libapache2-mod-auth-openidc)
readonly PACKAGE_PACKAGES=(rpm file)

missing_packages() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

need_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "not Debian or Ubuntu: make sure that the equivalents of these are installed: $*"
    return
  fi
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -eq 0 ] && return
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "install as root: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Whether a version such as 20.19.4 is at least another.
is_at_least() { printf '%s\n%s\n' "$2" "$1" | sort --version-sort --check=quiet; }

need_rust() {
  local wanted found tool
  wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
  for tool in cargo rustfmt clippy-driver; do
    command -v "$tool" >/dev/null ||
      die "$tool is missing: install rustup, then Rust $wanted or newer with clippy and rustfmt"
  done
  found=$(cargo --version | cut -d ' ' -f 2)
  is_at_least "${found%%-*}" "$wanted" || die "Rust $found is too old: install $wanted or newer (rustup update)"
}

need_node() {
  local wanted found
  wanted=$(sed -n 's/.*"node": ">=\(.*\)".*/\1/p' ui/package.json)
  command -v node >/dev/null || die "Node.js is missing: install version $wanted or newer"
  found=$(node -p process.versions.node)
  is_at_least "$found" "$wanted" || die "Node.js $found is too old: install $wanted or newer"
}

# The interface's packages, once for each state of its lock file.
need_ui() {
  need_node
  local stamp=ui/node_modules/.installed-from
  if ! cmp -s ui/package-lock.json "$stamp" 2>/dev/null; then
    say "installing the interface's packages"
    (cd ui && npm ci --no-audit --no-fund --loglevel=error)
    cp ui/package-lock.json "$stamp"
  fi
}

# Libraries of other makers, with which services of the tests log in.
need_clients() {
  need_node
  need_packages "${CLIENT_PACKAGES[@]}"
  local folder=tests/clients/peers venv=target/clients-venv
  if ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-from" 2>/dev/null; then
    say "installing the clients of the tests"
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error)
    cp "$folder/package-lock.json" "$folder/node_modules/.installed-from"
  fi
  if ! cmp -s "$folder/requirements.txt" "$venv/.installed-from" 2>/dev/null; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$folder/requirements.txt"
    cp "$folder/requirements.txt" "$venv/.installed-from"
  fi
}

need_build() {
  need_rust
  need_packages "${BUILD_PACKAGES[@]}"
  need_ui
}

# The browser of the plays and of the audit, named for them by SCEAU_CHROMIUM. Debian has it as a package; Ubuntu's
# package of that name only installs a snap, which cannot be steered from here.
need_browser() {
  local candidate
  for candidate in "${SCEAU_CHROMIUM:-}" google-chrome-stable google-chrome chromium; do
    SCEAU_CHROMIUM=$(command -v "${candidate:-none}") && [[ $SCEAU_CHROMIUM != /snap/* ]] && break
    SCEAU_CHROMIUM=
  done
  if [ -z "$SCEAU_CHROMIUM" ]; then
    grep -qs '^ID=debian' /etc/os-release ||
      die "no browser: install Google Chrome, or name a Chromium of yours by SCEAU_CHROMIUM=/path/to/it"
    need_packages chromium
    SCEAU_CHROMIUM=$(command -v chromium)
  fi
  export SCEAU_CHROMIUM
}

# What the app's window shows, and the invented documents are drawn with.
need_window() { need_packages "${WINDOW_PACKAGES[@]}"; }

# A window and a browser that a play steers.
need_display() {
  need_window
  need_packages "${STEERED_PACKAGES[@]}"
  need_browser
}

task_setup() {
  need_build
  need_display
  need_packages "${PACKAGE_PACKAGES[@]}"
  need_models
  say "everything is there"
}
