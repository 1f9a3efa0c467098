# Sourced by bench/run: changes that are on disk when they are acknowledged, and checks while there are changes.
# shellcheck shell=bash disable=SC2154

change_app=change-app

measure_changes() {
  local operator storage
  for storage in sqlite postgres; do
    if [[ $storage == postgres ]]; then
      start_postgres
      start_on_postgres changes-postgres changes-postgres "$programs/Api/Registry.Api"
    else
      start_registry changes
    fi

    operator=$(token --role operator)
    offer_app $change_app "$operator" "${scopes[@]}"
    "$traffic" changes --Registry "$registry_url" --Token "$operator" --App $change_app --Scope read_tags --Seconds "$seconds" --Rounds "$rounds" \
      | sed "s/^/changes $storage /" >>"$work/samples"
    echo "Changes on $storage measured." >&2
    [[ $storage == postgres ]] || measure_mixed "$operator"
    stop_servers
  done
}

measure_mixed() {
  install_many $change_app "$1" 640
  "$traffic" mixed --Registry "$registry_url" --Token "$1" --App $change_app --Scope read_tags --Workspaces 640 --Connections 32 --Seconds "$seconds" --Rounds "$rounds" \
    >>"$work/mixed"
  awk '{ print "mixed-" $1, "any", $2, $3, $4, $5, $6 }' "$work/mixed" >>"$work/samples"
}

report_changes() {
  local storage kind
  printf '\nchanges: install, revoke, grant, 64 at once, %d s each\n' "$seconds"
  for storage in sqlite postgres; do
    printf '%-9s %8.0f/s  p50 %6.2f ms  p99 %6.2f ms  longest %6.2f ms\n' "$storage" \
      "$(median changes $storage 3)" "$(median changes $storage 4)" "$(median changes $storage 5)" "$(median changes $storage 6)"
  done

  printf 'checks at 32 connections, without and with one request of ten being a change (SQLite; the load generator is slower than wrk)\n'
  for kind in calm mixed; do
    printf '%-9s %8.0f checks/s %6.0f changes/s  p50 %6.2f ms  p99 %6.2f ms  longest %6.2f ms\n' $kind \
      "$(median mixed-$kind any 3)" "$(median mixed-$kind any 4)" "$(median mixed-$kind any 5)" "$(median mixed-$kind any 6)" "$(median mixed-$kind any 7)"
  done

  goal "changes a second, SQLite" "$(median changes sqlite 3)" ">=" 1500
  goal "changes a second, PostgreSQL" "$(median changes postgres 3)" ">=" 1500
  goal "longest check while 1 of 10 requests is a change, ms" "$(awk '$1 == "mixed" && $6 > longest { longest = $6 } END { print longest }' "$work/mixed")" "<=" 250
}
