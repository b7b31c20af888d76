# shellcheck shell=bash
# The whole journey, unattended, in the real window.

# Runs a command on the display there is, or on one of its own.
on_display() {
  if [ -n "${DISPLAY:-}" ]; then "$@"; else xvfb-run -a -s "-screen 0 1280x1000x24" "$@"; fi
}

run_journey() {
  on_display node tests/e2e/journey.mjs --scenario "${1:-01}" "${@:2}"
}

task_journey() {
  need_display
  timed "programs" build_programs
  timed "the whole journey" run_journey "$@"
  echo "pictures and report: target/journey/${1:-01}"
}
