# shellcheck shell=bash
# Words of the task command: what runs, how long it took, what went wrong.

say() { printf '\n\033[1m▸ %s\033[0m\n' "$*"; }

die() {
  printf '\033[31m✗ %s\033[0m\n' "$*" >&2
  exit 1
}

# Runs a named part and says how long it took. The part's own words are shown as they come.
timed() {
  local name=$1 begun=$SECONDS status
  shift
  say "$name"
  # In a child whose status is taken apart: to the left of `||`, and in everything called from there, bash goes on
  # after a step that failed. What a part sets is therefore gone after it.
  set +e
  (
    set -e
    "$@"
  )
  status=$?
  set -e
  [ "$status" -eq 0 ] || die "$name failed"
  printf '✓ %s (%d s)\n' "$name" $((SECONDS - begun))
}
