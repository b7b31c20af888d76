# shellcheck shell=bash
# Builds. One feature set for everything that is run from here, so that tauri is built once.

readonly TESTER_FEATURES=(--features "sceau-app/mock,sceau-app/custom-protocol,sceau-devhost/mock")

build_ui() {
  need_ui
  (cd ui && npm run --silent build)
}

# Every program that the demo and the journey start.
build_programs() {
  need_build
  need_models || echo "no face networks: the face is filmed without coaching"
  build_ui
  cargo build --quiet --workspace --bins "${TESTER_FEATURES[@]}"
}

# Programs and tests, linted while they are compiled, in one build. Lints apart would look through every library once
# more, and tests apart would compile a third of all libraries a second time for what they add to the shared ones.
build_linted() {
  local said failed=0
  said=$(mktemp)
  cargo build --quiet --workspace --all-targets "${TESTER_FEATURES[@]}" 2>&1 | tee "$said" || failed=1
  ! grep -q '^warning' "$said" || failed=1
  rm "$said"
  return "$failed"
}
