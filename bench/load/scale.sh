# Sourced by bench/run: one app in a million workspaces beside few, in memory, stored, page by page, and from the start of the process.
# shellcheck shell=bash disable=SC2154

scale_app=scale-app
scale_scope=write_tags

measure_scale() {
  local topics some=$((installations / 10))
  # Ten topics and eight scopes.
  topics=$(quoted conversation.user.created conversation.user.replied conversation.admin.replied conversation.admin.assigned conversation.admin.closed \
    conversation.admin.noted conversation.admin.opened conversation.read conversation.deleted conversation.rating.added)
  for size in many few; do
    make_store "$size" "$([[ $size == many ]] && echo "$installations" || echo "$few")" "$topics"
  done

  echo "Starting with $installations installations stored…" >&2
  for ((round = 0; round <= rounds; round++)); do
    measure_start
  done

  start_registry many
  many=$registry_url
  local idle pid=${pids[-1]}
  idle=$(resident "$pid")
  many_token=$(token --role operator)
  echo "Fetching $installations installations into memory…" >&2
  # Those that are measured one by one come when the code for it is compiled, and before all others are there.
  "$traffic" activate --Registry "$many" --Token "$many_token" --App $scale_app --Scope $scale_scope --Workspaces $((installations - some)) --Connections 4 >"$work/fetched"
  wrk_result "$many" 32 2 scale.lua $scale_app "$many_token" $scale_scope 1 "$some" random >/dev/null
  cold=$(wrk_result "$many" 32 $((installations < 200000 ? 1 : 8)) scale.lua $scale_app "$many_token" $scale_scope $((installations - some + 1)) "$some" each)
  (($(cut -d ' ' -f 4 <<<"$cold") <= some)) || echo "The cold checks went round: some were of installations in memory." >&2
  "$traffic" activate --Registry "$many" --Token "$many_token" --App $scale_app --Scope $scale_scope --Workspaces "$installations" --Connections 8 >/dev/null
  each_bytes=$(awk "BEGIN { print ($(resident "$pid") - $idle) / $installations }")

  start_registry few
  few_url=$registry_url few_token=$(token --role operator)
  "$traffic" activate --Registry "$few_url" --Token "$few_token" --App $scale_app --Scope $scale_scope --Workspaces "$few" --Connections 8 >/dev/null
  local size length
  for ((round = 0; round <= rounds; round++)); do
    for size in many few; do
      ((round > 0)) && length=$seconds || length=$warm_up
      local address=$few_url bearer=$few_token count=$few
      [[ $size == few ]] || { address=$many; bearer=$many_token; count=$installations; }
      result=$(wrk_result "$address" 32 "$length" scale.lua $scale_app "$bearer" $scale_scope 1 "$count" random)
      ((round == 0)) || echo "scale $size $result" >>"$work/samples"
    done
  done

  echo "Reading pages…" >&2
  "$traffic" pages --Registry "$many" --Token "$many_token" --App "$scale_app,small-app" --Scope write_events --Connections 1 --Rounds "$rounds" \
    | sed "s/^$scale_app /pages-many /; s/^small-app /pages-small /" >>"$work/samples"

  # Each activation would be told to end; the process is not what is measured.
  kill -KILL "$pid"
  stop_servers
}

# make_store NAME COUNT TOPICS: the folder of a registry with the app in so many workspaces, and another one in a thousand.
make_store() {
  local operator app
  start_registry "$1"
  operator=$(token --role operator)
  for app in $scale_app small-app; do
    offer_app $app "$operator" "${scopes[@]:0:8}"
    put '{}' "$operator" "$registry_url/v1/workspaces/template-whole/installations/$app"
    put "{\"scopes\":[$(quoted "${scopes[@]:0:7}")]}" "$operator" "$registry_url/v1/workspaces/template-lacking/installations/$app"
    put "{\"url\":\"https://bench.example/hooks\",\"topics\":[$3],\"verify\":false}" "$operator" "$registry_url/v1/apps/$app/webhook"
    approve "$operator" $app
  done

  stop_servers
  echo "Storing $2 installations…" >&2
  "$traffic" multiply --Database "$work/$1/registry.db" --App $scale_app --Workspaces "$2"
  "$traffic" multiply --Database "$work/$1/registry.db" --App small-app --Workspaces 1000
}

# From the start of the process until the first check is answered, which is asked as soon as the registry is ready.
measure_start() {
  local begun address=/v1/workspaces/ws-0000042/installations/$scale_app/scopes/$scale_scope
  data=many
  start_token=${start_token:-$(token --role service)}
  begun=$(date +%s%N)
  start_registry many
  curl -sSf -o /dev/null -H "Authorization: Bearer $start_token" "$registry_url$address" || die "the first check after the start failed."
  ((round == 0)) || awk "BEGIN { print \"start many\", ($(date +%s%N) - $begun) / 1e9 }" >>"$work/samples"
  stop_servers
}

report_scale() {
  printf '\nscale: %d installations of one app in memory, beside %d in another silo; single checks at 32 connections, %d s each\n' "$installations" "$few" "$seconds"
  for size in many few; do
    printf '%-6s %10.0f/s  p50 %6.2f ms  p99 %6.2f ms\n' "$size" "$(median scale "$size" 3)" "$(median scale "$size" 4)" "$(median scale "$size" 5)"
  done
  printf 'fetched into memory in batches: %.0f/s (%d batches were refused at first); one by one: %.0f/s\n' \
    "$(cut -d ' ' -f 2 "$work/fetched")" "$(cut -d ' ' -f 3 "$work/fetched")" "$(cut -d ' ' -f 1 <<<"$cold")"
  local kind
  for kind in all lacking; do
    for size in many small; do
      printf 'page of 100, %-8s %-6s p50 %6.2f ms  p99 %6.2f ms\n' "$kind" "$size" "$(median "pages-$size" $kind 3)" "$(median "pages-$size" $kind 4)"
    done
  done

  goal "$installations in memory: checks/s, of $few" "$(quotient "$(median scale many 3)" "$(median scale few 3)")" ">=" 0.9
  goal "$installations in memory: p99, times that of $few" "$(quotient "$(median scale many 5)" "$(median scale few 5)")" "<=" 1.3
  goal "memory for each installation, bytes" "$each_bytes" "<=" 4096
  goal "checks of installations not in memory, a second" "$(cut -d ' ' -f 1 <<<"$cold")" ">=" 5000
  for kind in all lacking; do
    goal "page of 100 of $installations, times of 1000 (${kind/lacking/lackingScope})" "$(quotient "$(median pages-many $kind 3)" "$(median pages-small $kind 3)")" "<=" 1.5
  done
  goal "start to first check, $installations stored, s" "$(median start many 3)" "<=" 2
}
