# Sourced by bench/run: what is printed and written at the end.
# shellcheck shell=bash disable=SC2154

middle() { sort -g | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 }'; }

# median MEASUREMENT SERVER COLUMN (3: requests/s, 4: p50, 5: p99)
median() { awk -v m="$1" -v s="$2" -v c="$3" '$1 == m && $2 == s { print $c }' "$work/samples" | middle; }

# delivery_medians STATE: as LoadRounds.cs prints them, without the state
delivery_medians() {
  for ((column = 2; column <= 10; column++)); do
    awk -v s="$1" -v c="$column" '$1 == s { print $c }' "$work/delivery-samples" | middle
  done | paste -sd ' '
}

facts() {
  cores=$(nproc)
  cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  memory=$(awk '/^MemTotal/ { printf "%.1f GiB", $2 / 1048576 }' /proc/meminfo)
  system=$(uname -sr)
  sdk=$(dotnet --version)
  commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
  [[ -z $(git status --porcelain 2>/dev/null) ]] || commit+=" with changes"
}

report() {
  local file
  mkdir -p bench/results
  file=bench/results/$(date -u +%Y%m%dT%H%M%SZ).json

  cat <<TEXT

$cores cores, ${cpu:-unknown processor}, $memory, $system, SDK $sdk, commit $commit
SQLite, $rounds rounds, medians; server and load generator share the machine
TEXT

  {
    echo "{ \"commit\": \"$commit\", \"sdk\": \"$sdk\", \"system\": \"$system\", \"cpu\": \"$cpu\", \"cores\": $cores, \"memory\": \"$memory\","
    printf '  "rounds": %d' "$rounds"
  } >"$file"

  [[ -n $only && $only != checks ]] || report_checks
  [[ -n $only && $only != deliveries ]] || report_deliveries
  [[ -n $only && $only != pages ]] || report_pages
  printf ' }\n' >>"$file"
  echo
  echo "Written to $file"
}

report_checks() {
  local measurement name connections size key line separator=""
  cat <<TEXT

$((workspaces * apps)) installations, $seconds s each
                 connections   requests/s     checks/s    p50 ms    p99 ms | bare req/s    p50 ms    p99 ms | of bare
TEXT
  printf ',\n  "installations": %d, "seconds": %d, "measurements": [\n' "$((workspaces * apps))" "$seconds" >>"$file"

  for measurement in "${measurements[@]}"; do
    read -r name connections size <<<"$measurement"
    key=$name-$connections
    line="$(median "$key" registry 3) $(median "$key" registry 4) $(median "$key" registry 5)"
    line+=" $(median "$key" bare 3) $(median "$key" bare 4) $(median "$key" bare 5)"
    awk -v name="$name" -v c="$connections" -v size="$size" -v file="$file" -v separator="$separator" '{
      each = size ? size : 1
      printf "%-16s %11d %12.0f %12.0f %9.2f %9.2f | %10.0f %9.2f %9.2f | %6.1f%%\n",
        name (size ? " of " size : ""), c, $1, $1 * each, $2, $3, $4, $5, $6, 100 * $1 / $4
      printf "%s    { \"name\": \"%s\", \"connections\": %d, \"checksPerRequest\": %d,\n", separator, name, c, each >>file
      printf "      \"registry\": { \"requestsPerSecond\": %.1f, \"checksPerSecond\": %.1f, \"p50Ms\": %.3f, \"p99Ms\": %.3f },\n", $1, $1 * each, $2, $3 >>file
      printf "      \"bare\": { \"requestsPerSecond\": %.1f, \"checksPerSecond\": %.1f, \"p50Ms\": %.3f, \"p99Ms\": %.3f },\n", $4, $4 * each, $5, $6 >>file
      printf "      \"ratio\": %.4f }", $1 / $4 >>file
    }' <<<"$line"
    separator=',\n'
  done

  printf '\n  ]' >>"$file"
  report_goals
}

# What is to be reached, each beside the bare endpoint of the same run. A single request of the bare endpoint is the measure of a
# batch too: how many checks come at its price.
report_goals() {
  local bare
  bare=$(median single-32 bare 3)
  printf '\n%-58s %9s %9s  %s\n' goal measured goal verdict
  printf ',\n  "goals": [' >>"$file"
  goal "single checks at 32 connections, of bare" "$(quotient "$(median single-32 registry 3)" "$bare")" ">=" 0.85 ""
  goal "p99 of single checks, times that of bare" "$(quotient "$(median single-32 registry 5)" "$(median single-32 bare 5)")" "<=" 1.5 ,
  goal "checks in batches of $batch for each single request of bare" "$(quotient "$(median batch-8 registry 3)" "$bare" "$batch")" ">=" 15 ,
  printf '\n  ]' >>"$file"
}

# quotient A B [FACTOR]
quotient() { awk "BEGIN { print $1 / $2 * ${3:-1} }"; }

# goal WHAT MEASURED >=|<= GOAL SEPARATOR
goal() {
  awk -v what="$1" -v measured="$2" -v sense="$3" -v goal="$4" -v file="$file" -v separator="$5" 'BEGIN {
    reached = sense == ">=" ? measured + 0 >= goal + 0 : measured + 0 <= goal + 0
    printf "%-58s %9.2f %9s  %s\n", what, measured, sense " " goal, reached ? "reached" : "not reached"
    printf "%s\n    { \"goal\": \"%s\", \"measured\": %.4f, \"wanted\": \"%s %s\", \"reached\": %s }", separator, what, measured, sense, goal, reached ? "true" : "false" >>file
  }'
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
