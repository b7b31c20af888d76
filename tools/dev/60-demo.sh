# shellcheck shell=bash
# The whole system on this machine, to be played by hand.

task_demo() {
  need_window
  timed "programs" build_programs
  exec node tests/e2e/demo.mjs "$@"
}
