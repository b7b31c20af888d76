# shellcheck shell=bash
# Builds. One feature set for everything that is run from here, so that tauri is built once.

readonly TESTER_FEATURES=(--features "sceau-app/mock,sceau-app/custom-protocol,sceau-devhost/mock")

build_ui() {
  need_ui
  (cd ui && npm run --silent build)
}

# Every program that the demo, the journey and the tests start, and the tests with `--tests`. Both in one
# build: apart, what the tests add to shared libraries has a third of all crates compiled a second time.
build_programs() {
  need_build
  need_models || echo "no face networks: the face is filmed without coaching"
  build_ui
  cargo build --quiet --workspace --bins "$@" "${TESTER_FEATURES[@]}"
}
