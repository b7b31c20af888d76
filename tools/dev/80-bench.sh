# shellcheck shell=bash
# Measurements. Absolute times on a shared machine prove little: each bench says what it compares.

# The peers in Python, in an environment of their own: never part of the product.
readonly BENCH_PYTHON=target/bench/venv/bin/python

# Installs what can be had; a peer that cannot be installed is named by the bench and has no row.
need_peers() {
  need_packages python3-venv
  [ -x "$BENCH_PYTHON" ] || python3 -m venv target/bench/venv
  local peer
  for peer in "$@"; do
    "$BENCH_PYTHON" -m pip install --quiet --disable-pip-version-check "$peer" \
      || echo "not installed: $peer"
  done
}

# MediaPipe wants older packages than the other peers: it has an environment of its own.
need_face_peers() {
  local venv=target/bench/venv-face
  [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check mediapipe==0.10.21 scikit-image \
    || echo "not installed: mediapipe"
}

# `--photos FOLDER` measures photographs of codes alone: PNG or JPEG files with a .txt of the same name. The name of a
# part (qr, document, shutter, face, frame_path, recorder, memory) measures that alone and prints it.
bench_capture() {
  if [ "${1:-}" = --photos ]; then
    SCEAU_BENCH_PHOTOS=$(realpath -e "${2:-}" 2>/dev/null) || die "no such folder: ${2:-}"
    export SCEAU_BENCH_PHOTOS
    set --
  fi
  need_build
  need_models
  need_packages fonts-dejavu-core fonts-ocr-b libzbar0
  need_peers numpy opencv-python-headless zxing-cpp pyzbar av
  need_face_peers
  SCEAU_BENCH_PYTHON=$PWD/$BENCH_PYTHON SCEAU_BENCH_DATE=$(date -I) \
    cargo bench --quiet -p sceau-benches --bench capture --features nokhwa-peer -- "$@"
}

# Readers of machine-readable zones. `--specimens FOLDER` adds pictures with their texts; `--case` measures
# the examination of a whole case alone, on one core.
bench_reading() {
  need_build
  need_models
  need_packages fonts-dejavu-core fonts-ocr-b tesseract-ocr
  need_peers passporteye fastmrz
  if [ "${1:-}" = --specimens ]; then
    local folder
    folder=$(realpath -e "${2:-}" 2>/dev/null) || die "no such folder: ${2:-}"
    set -- --specimens "$folder" "${@:3}"
  fi
  local one_core=()
  if [ "${1:-}" = --case ]; then one_core=(taskset -c 0); fi
  # Built with every core there is.
  cargo bench --quiet --no-run -p sceau-benches --bench reading
  SCEAU_BENCH_PYTHON=$PWD/$BENCH_PYTHON SCEAU_BENCH_DATE=$(date -I) \
    "${one_core[@]}" cargo bench --quiet -p sceau-benches --bench reading -- "$@"
}

# Complete logins a second, beside npm's oidc-provider. `--identities N` for the larger of the two stores.
bench_login() {
  need_build
  local folder=benches/peers/login
  if ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-from" 2>/dev/null; then
    if (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error); then
      cp "$folder/package-lock.json" "$folder/node_modules/.installed-from"
    else
      echo "not installed: oidc-provider"
    fi
  fi
  SCEAU_BENCH_DATE=$(date -I) cargo bench --quiet -p sceau-benches --bench login -- "$@"
}

# A kernel's camera in an emulated machine, on demand; says « not run » where it cannot.
bench_vivid() {
  need_build
  if command -v dpkg-query >/dev/null; then need_packages qemu-system-x86 busybox-static cpio; fi
  cargo build --quiet -p sceau-capture --example take_frames
  tools/vivid/run "${CARGO_TARGET_DIR:-target}/debug/examples/take_frames"
}

task_bench() {
  need_rust
  case "${1:-birthplaces}" in
    birthplaces) cargo bench --quiet -p sceau-domain --bench birthplaces ;;
    capture) bench_capture "${@:2}" ;;
    login) bench_login "${@:2}" ;;
    reading) bench_reading "${@:2}" ;;
    vivid) bench_vivid ;;
    *) die "known benches: birthplaces, capture, login, reading, vivid" ;;
  esac
}
