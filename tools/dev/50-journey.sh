# shellcheck shell=bash
# The whole journey, unattended, in the real window.

# Runs a command on the display there is, or on one of its own.
on_display() {
  if [ -n "${DISPLAY:-}" ]; then "$@"; else xvfb-run -a -s "-screen 0 1280x1000x24" "$@"; fi
}

run_journey() {
  on_display node tests/e2e/journey.mjs --scenario "${1:-01}" "${@:2}"
}

# Every scenario, one after the other, whatever became of those before.
run_every_journey() {
  local file id failed=()
  for file in tests/scenarios/*.toml; do
    id=$(basename "$file" .toml)
    say "scenario $id"
    run_journey "$id" "$@" || failed+=("$id")
  done
  if [ ${#failed[@]} -gt 0 ]; then die "these did not come to their ends: ${failed[*]}"; fi
}

# A phone's way, in chromium: the page's own camera and recorder. Needs no display.
run_webcam() { node tests/e2e/webcam.mjs; }

task_journey() {
  need_display
  timed "programs" build_programs
  if [ "${1:-}" = webcam ]; then
    timed "the page's own camera" run_webcam
    return
  fi
  if [ "${1:-}" = all ]; then
    timed "every scenario" run_every_journey "${@:2}"
    return
  fi
  timed "the whole journey" run_journey "$@"
  echo "pictures and report: target/journey/${1:-01}"
}
