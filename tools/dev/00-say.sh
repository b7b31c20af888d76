# shellcheck shell=bash
# Words of the task command: what runs, how long it took, what went wrong.

say() { printf '\n\033[1m▸ %s\033[0m\n' "$*"; }

die() {
  printf '\033[31m✗ %s\033[0m\n' "$*" >&2
  exit 1
}

# Runs a named part and says how long it took. The part's own words are shown as they come.
timed() {
  local name=$1 begun=$SECONDS
  shift
  say "$name"
  "$@" || die "$name failed"
  printf '✓ %s (%d s)\n' "$name" $((SECONDS - begun))
}
