# Sourced by bench/run: more than the registry can do, and checks of what does not exist.
# shellcheck shell=bash disable=SC2154

measure_overload() {
  local operator process alone
  start_registry overload
  process=${pids[-1]}
  operator=$(token --role operator)
  offer_app overload-app "$operator" "${scopes[@]}"
  install_many overload-app "$operator" 1000
  echo "Overload…" >&2
  "$traffic" overload --Registry "$registry_url" --Token "$operator" --App overload-app --Scope read_tags --Workspaces 1000 --Connections 20000 \
    --Seconds "$overload_seconds" >"$work/overload.samples"
  echo "memory $(resident "$process")" >>"$work/overload.samples"

  # Honest callers by themselves, then beside others that flood the registry.
  honest >/dev/null
  alone=$(honest)
  wrk_result "$registry_url" 16 "$((overload_seconds * 2))" flood.lua overload-app "$operator" read_tags 0 >"$work/flood" &
  sleep $((overload_seconds / 2))
  printf 'honest %s\nflooded %s\n' "$alone" "$(honest)" >>"$work/overload.samples"
  wait $!
  echo "flood $(<"$work/flood") $(resident "$process")" >>"$work/overload.samples"

  # The same in batches, most of which are turned away: as many keys as anybody can make up.
  alone=$(honest)
  flood_in_batches "$flood_seconds" >"$work/flood" &
  sleep $((flood_seconds / 2))
  printf 'batches-alone %s\nbatches-beside %s\n' "$alone" "$(honest)" >>"$work/overload.samples"
  wait $!
  echo "batches $(<"$work/flood") $(most_resident "$process") $(metric "$registry_url" registry_installations_active)" >>"$work/overload.samples"
  echo "batches-afterwards $(honest)" >>"$work/overload.samples"
  stop_servers
}

# Prints how many keys were asked for, in how many seconds, and the share of the requests that was turned away.
flood_in_batches() {
  wrk --threads 1 --connections 256 --duration "$1s" --timeout 10s --script bench/load/flood.lua "$registry_url" -- overload-app "$operator" read_tags 1000 \
    | awk '$1 == "RESULT" { printf "%.0f %.1f %.3f\n", $2 * 1000, $3 / 1e6, $4 / $2 }'
}

honest() { wrk_result "$registry_url" 8 "$overload_seconds" scale.lua overload-app "$operator" read_tags 1 1000 random; }

report_overload() {
  printf '\nchanges offered as fast as the registry can make them (%.0f/s), twice and four times as fast, for %d s each, with %d checks/s beside them\n' \
    "$(awk '$1 == "capacity" { print $2 }' "$work/overload.samples")" "$overload_seconds" 200
  printf '%4s %10s %8s %14s %10s %10s %14s %16s\n' "" "offered/s" "made/s" "turned away/s" "p50 ms" "p99 ms" "check p99 ms" "longest check ms"
  awk '$1 == "overload" { printf "%3dx %10.0f %8.0f %14.0f %10.1f %10.1f %14.1f %16.1f\n", $2, $3, $4, $5, $6, $7, $10, $11 }' "$work/overload.samples"
  awk '$1 == "recovered" { printf "64 changes in a row were made %.0f ms after the last second of it; ", $2 }
    $1 == "memory" { printf "the process held %.0f MiB then\n", $2 / 1048576 }
    $1 == "honest" { printf "checks at 8 connections alone: %.0f/s, p99 %.2f ms; ", $2, $4 }
    $1 == "flooded" { printf "beside a flood: %.0f/s, p99 %.2f ms\n", $2, $4 }
    $1 == "flood" { printf "flood: %d checks of as many workspaces at 16 connections, %.0f/s; the process held %.0f MiB then\n", $5, $2, $6 / 1048576 }
    $1 == "batches-alone" { printf "checks at 8 connections alone: %.0f/s, p99 %.2f ms; ", $2, $4 }
    $1 == "batches-beside" { printf "beside a flood in batches: %.0f/s, p99 %.2f ms\n", $2, $4 }
    $1 == "batches" { printf "flood in batches of 1000: %d checks of as many workspaces in %.0f s at 256 connections, %.0f %% of the batches turned away; the process held %.0f MiB at most, %d installations were in memory in the end\n", $2, $3, $4 * 100, $5 / 1048576, $6 }
    $1 == "batches-afterwards" { printf "checks at 8 connections afterwards: %.0f/s, p99 %.2f ms\n", $2, $4 }' "$work/overload.samples"
  printf ',\n  "overload": [%s\n  ]' "$(awk '{ printf "%s\n    \"%s\"", separator, $0; separator = "," }' "$work/overload.samples")" >>"$file"
  goal "changes made when four times the capacity is offered, of the most" \
    "$(awk '$1 == "capacity" { most = $2 } $1 == "overload" { if ($4 > most) most = $4; last = $4 } END { print last / most }' "$work/overload.samples")" ">=" 0.8
  goal "checks beside a flood of what does not exist, of those without it" \
    "$(awk '$1 == "honest" { alone = $2 } $1 == "flooded" { print $2 / alone }' "$work/overload.samples")" ">=" 0.5
  goal "checks beside a flood in batches, of those without it" \
    "$(awk '$1 == "batches-alone" { alone = $2 } $1 == "batches-beside" { print $2 / alone }' "$work/overload.samples")" ">=" 0.5
}
