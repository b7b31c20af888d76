# shellcheck shell=bash
# What strangers send, mutated for a while by a fuzzer that watches which code it reaches; on demand and
# every night. What it found new stays in target/fuzz and is where the next run begins; what broke a target is in
# target/fuzz/broken, named after it.

readonly FUZZ_TOOLS=target/tools
readonly FUZZ_TARGETS=(zone sight seal symbol picture film look code typed)

need_fuzzer() {
  [ -x "$FUZZ_TOOLS/bin/cargo-fuzz" ] && return
  say "installing cargo-fuzz"
  cargo install --quiet --locked cargo-fuzz --root "$FUZZ_TOOLS"
}

# No sanitizer: this code holds nothing unsafe, and the stable compiler does without.
fuzz_one() {
  local corpus=target/fuzz/$1 broken=target/fuzz/broken
  mkdir -p "$corpus" "$broken"
  "$FUZZ_TOOLS/bin/cargo-fuzz" run --fuzz-dir tests/fuzz --target-dir target/fuzz/build --sanitizer none \
    "$1" "$corpus" "tests/fuzz/seeds/$1" -- \
    -max_total_time="$2" -timeout=10 -rss_limit_mb=1024 -max_len=65536 \
    -artifact_prefix="$broken/$1-" -print_final_stats=1 -verbosity=0
}

task_fuzz() {
  need_rust
  need_packages "${BUILD_PACKAGES[@]}"
  need_fuzzer
  local seconds=${1:-60} target
  local targets=("${FUZZ_TARGETS[@]}")
  [ $# -gt 1 ] && targets=("${@:2}")
  for target in "${targets[@]}"; do
    timed "$target, $seconds s" fuzz_one "$target" "$seconds"
  done
}
