# Sourced by bench/run: what is printed and written at the end.
# shellcheck shell=bash disable=SC2154

# median MEASUREMENT SERVER COLUMN (3: requests/s, 4: p50, 5: p99)
median() {
  awk -v m="$1" -v s="$2" -v c="$3" '$1 == m && $2 == s { print $c }' "$work/samples" | sort -g \
    | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 }'
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
  local file measurement name connections size key line separator=""
  mkdir -p bench/results
  file=bench/results/$(date -u +%Y%m%dT%H%M%SZ).json

  cat <<TEXT

$cores cores, ${cpu:-unknown processor}, $memory, $system, SDK $sdk, commit $commit
$((workspaces * apps)) installations, SQLite, $rounds rounds of $seconds s, medians; server and load generator share the machine

                 connections   requests/s     checks/s    p50 ms    p99 ms | bare req/s    p50 ms    p99 ms | of bare
TEXT

  {
    echo "{ \"commit\": \"$commit\", \"sdk\": \"$sdk\", \"system\": \"$system\", \"cpu\": \"$cpu\", \"cores\": $cores, \"memory\": \"$memory\","
    echo "  \"installations\": $((workspaces * apps)), \"rounds\": $rounds, \"seconds\": $seconds, \"measurements\": ["
  } >"$file"

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

  printf '\n  ] }\n' >>"$file"
  echo
  echo "Written to $file"
}
