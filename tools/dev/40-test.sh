# shellcheck shell=bash
# Everything that must hold: what CI runs.

test_rust() {
  cargo test --quiet --workspace "${TESTER_FEATURES[@]}"
}

# Services made with other people's libraries.
test_clients() {
  need_clients
  cargo test --quiet --workspace --test clients "${TESTER_FEATURES[@]}"
}

test_ui() { (cd ui && npm run --silent test); }

# What the plays are made of, without playing.
test_plays() { node --test --test-reporter=dot tests/e2e/lib/*.test.mjs; }

test_accessibility() { (cd ui && npm run --silent audit); }

task_test() {
  local begun=$SECONDS
  need_display
  need_models
  check_all_but_lints
  # For all that follows: what is compiled with another wrapper is compiled anew.
  export RUSTC_WORKSPACE_WRAPPER=clippy-driver
  timed "programs, tests and lints" build_linted
  timed "tests in Rust" test_rust
  timed "clients of other makers" test_clients
  timed "tests of the interface" test_ui
  timed "accessibility of every screen" test_accessibility
  timed "the scenarios' own words" test_plays
  timed "the page's own camera, in chromium" run_webcam
  timed "the whole journey, unattended" run_journey 01
  timed "the same, with ten sudden deaths of app and server" run_journey 20
  say "everything holds ($((SECONDS - begun)) s)"
}
