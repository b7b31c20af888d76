# shellcheck shell=bash
# Packages of the app as people install it: without the testers' inputs, and checked to be so.

readonly BUNDLES=target/release/bundle

# Words that only builds for testers hold. A release that holds one is no release.
readonly TESTERS_WORDS=(mocked-input camera.fault_after "the scenario cannot be played" sceau-sandbox)

check_release() {
  local binary=target/release/sceau word tree
  for word in "${TESTERS_WORDS[@]}"; do
    if grep -qaF -- "$word" "$binary"; then
      echo "the release holds « $word »" >&2
      return 1
    fi
  done
  tree=$(cargo tree --quiet -p sceau-app -e features,no-dev --prefix none --features custom-protocol)
  if grep -E 'feature "mock"|sceau-(sandbox|devhost|testkit)' <<<"$tree"; then
    echo "the release depends on testers' inputs" >&2
    return 1
  fi
}

# From the top: the packaging tool looks for the shell below the folder it is started in.
# The face networks travel in packages only: an ordinary build must not need them.
bundle() {
  ui/node_modules/.bin/tauri build --config src-tauri/tauri.package.conf.json --bundles deb,rpm --ci
}

task_package() {
  need_build
  need_packages "${PACKAGE_PACKAGES[@]}"
  need_models
  timed "packages" bundle
  timed "nothing of the testers' inputs inside" check_release
  find "$BUNDLES" -name '*.deb' -o -name '*.rpm'
}
