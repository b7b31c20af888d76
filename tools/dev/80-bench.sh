# Measurements. Absolute times on a shared machine prove little: each bench says what it compares.

task_bench() {
  need_rust
  case "${1:-birthplaces}" in
    birthplaces) cargo bench --quiet -p sceau-domain --bench birthplaces ;;
    *) die "known benches: birthplaces" ;;
  esac
}
