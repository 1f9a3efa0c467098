# Sourced by bench/run: deliveries of events with all endpoints healthy and with one in ten dead.
# shellcheck shell=bash disable=SC2154

measure_deliveries() {
  start_registry deliveries --Webhooks:AllowLoopbackHttp=true
  "$traffic" deliveries --Registry "$registry_url" --Token "$(token --role operator)" \
    --Rounds "$delivery_rounds" --Seconds "$delivery_seconds" --Workspaces "$workspaces" >"$work/delivery-samples" \
    || die "the deliveries could not be measured; what happened is above."
  stop_servers
}

# delivery_medians STATE: as LoadRounds.cs prints them, without the state
delivery_medians() {
  for ((column = 2; column <= 10; column++)); do
    awk -v s="$1" -v c="$column" '$1 == s { print $c }' "$work/delivery-samples" | middle
  done | paste -sd ' '
}

report_deliveries() {
  local healthy state separator=""
  healthy=$(delivery_medians Healthy)
  cat <<TEXT

deliveries to the nine other apps of ten, installed in $workspaces workspaces, $delivery_seconds s each
                  at full speed                     | at $(awk '{ print $3 }' <<<"$healthy")/s, from 202 to attempt   | from sending to attempt         p99 of
the tenth         deliveries/s  of healthy  waiting |  p50 ms    p99 ms    max ms  |  p50 ms    p99 ms    max ms  healthy
TEXT
  printf ',\n  "deliveries": { "workspaces": %d, "seconds": %d, "fixedRate": %d, "measurements": [\n' \
    "$workspaces" "$delivery_seconds" "$(awk '{ print $3 }' <<<"$healthy")" >>"$file"

  for state in Healthy Refusing Silent; do
    awk -v state="$state" -v file="$file" -v separator="$separator" -v healthy="$healthy" '{
      split(healthy, best)
      name = tolower(state)
      printf "%-17s %12.0f %10.1f%% %8.0f | %7.2f %9.2f %9.2f  | %7.2f %9.2f %9.2f %7.0f%%\n", name, $1, 100 * $1 / best[1], $2, $4, $5, $6, $7, $8, $9, 100 * $8 / best[8]
      printf "%s    { \"tenth\": \"%s\", \"deliveriesPerSecond\": %.1f, \"ratio\": %.4f, \"waiting\": %d,\n", separator, name, $1, $1 / best[1], $2 >>file
      printf "      \"fromAccepted\": { \"p50Ms\": %.3f, \"p99Ms\": %.3f, \"maxMs\": %.3f },\n", $4, $5, $6 >>file
      printf "      \"fromSent\": { \"p50Ms\": %.3f, \"p99Ms\": %.3f, \"maxMs\": %.3f } }", $7, $8, $9 >>file
    }' <<<"$(delivery_medians "$state")"
    separator=',\n'
  done

  printf '\n  ] }' >>"$file"
}
