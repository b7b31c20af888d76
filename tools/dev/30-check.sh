# shellcheck shell=bash
# What must hold before anything runs: format, lints, types, rules.

check_rust_format() { cargo fmt --all --check; }

check_rust_lints() {
  cargo clippy --quiet --workspace --all-targets "${TESTER_FEATURES[@]}" -- -D warnings
}

check_ui_types() { (cd ui && npm run --silent check); }

# Licences, bans and sources, where cargo-deny is installed. The published workflow has it, and looks at the
# advisories too, whose database cannot be fetched everywhere.
check_dependencies() {
  if command -v cargo-deny >/dev/null; then
    cargo deny --log-level error check bans licenses sources
  else
    echo "not run: cargo-deny is not installed (cargo install cargo-deny)"
  fi
}

check_shell() {
  if command -v shellcheck >/dev/null; then
    shellcheck -x dev tools/dev/*.sh tools/vivid/run tools/vivid/init .ci/run
  else
    echo "not run: shellcheck is not installed"
  fi
}

check_all_but_lints() {
  need_build
  timed "format" check_rust_format
  timed "interface: types and warnings" check_ui_types
  timed "interface: build" build_ui
  timed "dependencies" check_dependencies
  timed "shell" check_shell
}

task_check() {
  check_all_but_lints
  timed "lints" check_rust_lints
}

task_fix() {
  need_build
  cargo fmt --all
  cargo clippy --fix --allow-dirty --allow-staged --workspace --all-targets "${TESTER_FEATURES[@]}"
  (cd ui && npm run --silent typography)
}

# Regenerates what tests compare with the code.
task_gen() {
  need_build
  timed "contract and diagram" env SCEAU_GEN=1 cargo test --quiet -p sceau-wire -p sceau-domain
  timed "icons" gen_icons
}

gen_icons() {
  (cd ui && npx --no-install tauri icon ../icons/sceau.svg --output ../icons/set >/dev/null)
}
