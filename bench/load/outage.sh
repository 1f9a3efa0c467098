# Sourced by bench/run: checks while one silo of three is killed.
# shellcheck shell=bash disable=SC2154

measure_outage() {
  local operator victim
  start_postgres
  start_silo outage
  start_silo outage
  start_silo outage
  victim=${pids[-1]}
  start_api outage
  operator=$(token --role operator)
  offer_app outage-app "$operator" "${scopes[@]}"
  install_many outage-app "$operator" 1000
  echo "Killing a silo of three…" >&2
  "$traffic" outage --Registry "$registry_url" --Token "$operator" --App outage-app --Scope read_tags --Workspaces 1000 --Connections 1000 \
    --Seconds $outage_seconds --Victim "$victim" >"$work/outage.samples"
  stop_servers 2>/dev/null
}

report_outage() {
  printf '\nchecks at a fixed rate through an API process, 1000 installations on three silos, PostgreSQL; one silo is killed at 0 s\n'
  printf '%8s %12s %12s %12s\n' "s" "answered/s" "refused/s" "longest ms"
  awk '{ bar = ""; for (i = 0; i < $2 / 10; i++) bar = bar "#"; printf "%8.1f %12d %12d %12.1f  %s\n", $1, $2, $3, $4, bar }' "$work/outage.samples"
  printf ',\n  "outage": [%s\n  ]' "$(awk '{ printf "%s\n    { \"second\": %s, \"answered\": %d, \"refused\": %d, \"longestMs\": %s }", separator, $1, $2, $3, $4; separator = "," }' "$work/outage.samples")" >>"$file"
  goal "longest check while a silo of three is killed, ms" "$(awk '$4 > longest { longest = $4 } END { print longest }' "$work/outage.samples")" "<=" 5000
}
