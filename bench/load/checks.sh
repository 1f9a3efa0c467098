# Sourced by bench/run: checks of a thousand installations, on four servers.
# shellcheck shell=bash disable=SC2154

# Name, connections, checks in a request (0: the route for a single check), and the servers: the registry in one process, as an API
# process and a silo, the bare endpoint, and the table in PostgreSQL.
measurements=(
  "single 32 0 registry,bare,sql,split"
  "batch 8 $batch registry,bare,sql"
)

measure_checks() {
  start_postgres
  start_registry checks
  registry=$registry_url checker=$(token --role service)
  echo "Setting up $((workspaces * apps)) installations, twice…" >&2
  set_up_data

  # The same tokens hold everywhere.
  mkdir "$work/split"
  cp "$work/checks/issuer-key.pem" "$work/split"
  start_silo split
  start_api split
  split=$registry_url
  set_up_data

  start bare /v1/workspaces/w/installations/a/scopes/s "$programs/Bare/Registry.Bare"
  bare=$url

  connection sql >/dev/null
  psql_in sql -v "scopes=$(IFS=,; echo "${scopes[*]:0:${#scopes[@]}-1}")" -v "workspaces=$workspaces" -v "apps=$apps" -f bench/Sql/installations.sql
  start sql /live "$programs/Sql/Registry.Sql" --ConnectionString "$(connection sql)" --IssuerKey "$work/checks/issuer-key.pem"
  sql=$url

  compare_answers "$registry" "$split" "$bare" "$sql"
  measure_rounds
  stop_servers
}

# The rounds take turns, so that what disturbs the machine for a while disturbs all servers.
measure_rounds() {
  local measurement name connections size servers server length result before
  for ((round = 0; round <= rounds; round++)); do
    for measurement in "${measurements[@]}"; do
      read -r name connections size servers <<<"$measurement"
      for server in ${servers//,/ }; do
        length=$seconds
        ((round > 0)) || length=$warm_up
        before=0
        [[ $server != registry ]] || before=$(metric "$registry" dotnet_gc_heap_total_allocated_bytes_total)
        result=$(wrk_result "${!server}" "$connections" "$length" checks.lua "$work/keys" "$checker" "$(IFS=,; echo "${scopes[*]}")" "$size")
        ((round > 0)) || continue
        echo "$name-$connections $server $result" >>"$work/samples"
        if [[ $server == registry ]]; then
          awk "BEGIN { print \"$name-$connections\", \"allocated\", ($(metric "$registry" dotnet_gc_heap_total_allocated_bytes_total) - $before) / ${result##* } }" >>"$work/samples"
        fi
      done
    done
    ((round == 0)) && echo "Checks warmed up." >&2 || echo "Checks, round $round of $rounds." >&2
  done
}

report_checks() {
  local measurement name connections size servers server key base separator=""
  printf '\nchecks: %d installations, %d s each\n%-16s %11s  %-10s %10s %12s %8s %8s %8s\n' \
    "$((workspaces * apps))" "$seconds" "" connections server requests/s checks/s "p50 ms" "p99 ms" "of bare"
  printf ',\n  "installations": %d, "seconds": %d, "measurements": [' "$((workspaces * apps))" "$seconds" >>"$file"

  for measurement in "${measurements[@]}"; do
    read -r name connections size servers <<<"$measurement"
    key=$name-$connections
    base=$(median "$key" bare 3)
    for server in ${servers//,/ }; do
      awk -v name="$name" -v c="$connections" -v size="$size" -v server="$server" -v base="$base" -v file="$file" -v separator="$separator" '{
        each = size ? size : 1
        printf "%-16s %11d  %-10s %10.0f %12.0f %8.2f %8.2f %7.1f%%\n", name (size ? " of " size : ""), c, server, $1, $1 * each, $2, $3, 100 * $1 / base
        printf "%s\n    { \"name\": \"%s\", \"connections\": %d, \"checksPerRequest\": %d, \"server\": \"%s\", \"requestsPerSecond\": %.1f, \"checksPerSecond\": %.1f, \"p50Ms\": %.3f, \"p99Ms\": %.3f, \"ofBare\": %.4f }", separator, name, c, each, server, $1, $1 * each, $2, $3, $1 / base >>file
      }' <<<"$(median "$key" "$server" 3) $(median "$key" "$server" 4) $(median "$key" "$server" 5)"
      separator=,
    done
  done

  printf '\n  ]' >>"$file"
  printf 'allocated for each request, in bytes: single check %.0f, batch of %d %.0f\n' "$(median single-32 allocated 3)" "$batch" "$(median batch-8 allocated 3)"

  # A single request of the bare endpoint is the measure of a batch too: how many checks come at its price.
  local bare
  bare=$(median single-32 bare 3)
  goal "single check at 32 connections, embedded, of bare" "$(quotient "$(median single-32 registry 3)" "$bare")" ">=" 0.85
  goal "its p99, times that of bare" "$(quotient "$(median single-32 registry 5)" "$(median single-32 bare 5)")" "<=" 1.5
  goal "checks in batches of $batch for each single request of bare" "$(quotient "$(median batch-8 registry 3)" "$bare" "$batch")" ">=" 15
  goal "single check, times the table in PostgreSQL" "$(quotient "$(median single-32 registry 3)" "$(median single-32 sql 3)")" ">=" 6
  goal "batch of $batch, times the table in PostgreSQL" "$(quotient "$(median batch-8 registry 3)" "$(median batch-8 sql 3)")" ">=" 10
  goal "single check, API process and silo process, of bare" "$(quotient "$(median single-32 split 3)" "$bare")" ">=" 0.6
}
