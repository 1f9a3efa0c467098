# Sourced by bench/run: what is printed and written at the end.
# shellcheck shell=bash disable=SC2154

middle() { sort -g | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 }'; }

# median MEASUREMENT SERVER COLUMN: of the samples, which begin with these two.
median() { awk -v m="$1" -v s="$2" -v c="$3" '$1 == m && $2 == s { print $c }' "$work/samples" | middle; }

# quotient A B [FACTOR]
quotient() { awk "BEGIN { print $1 / $2 * ${3:-1} }"; }

# goal WHAT MEASURED >=|<= GOAL
goal() { printf '%s|%s|%s|%s\n' "$@" >>"$work/goals"; }

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
  local part
  facts
  mkdir -p bench/results
  file=bench/results/$(date -u +%Y%m%dT%H%M%SZ).json
  : >"$work/goals"

  cat <<TEXT

$cores cores, ${cpu:-unknown processor}, $memory, $system, SDK $sdk, commit $commit
$rounds rounds, medians; servers and load generators share the machine
TEXT
  if ((rounds == 1)); then
    echo "One round: it shows that everything works. Programs are not warm, so whether goals are reached is for a whole run to say."
  fi

  {
    echo "{ \"commit\": \"$commit\", \"sdk\": \"$sdk\", \"system\": \"$system\", \"cpu\": \"$cpu\", \"cores\": $cores, \"memory\": \"$memory\","
    printf '  "rounds": %d' "$rounds"
  } >"$file"

  for part in "${parts[@]}"; do
    [[ -n $only && $only != "$part" ]] || "report_$part"
  done

  report_goals
  printf ' }\n' >>"$file"
  printf '\nTook %d s. Written to %s\n' $((SECONDS - begun)) "$file"
}

report_goals() {
  ((rounds > 1)) || printf '\nOne round, hardly warmed up: this shows that it works, and no verdict below says anything.\n'
  printf '\n%-68s %9s %9s  %s\n' goal measured goal verdict
  printf ',\n  "goals": [' >>"$file"
  awk -F '|' -v file="$file" '{
    reached = $3 == ">=" ? $2 + 0 >= $4 + 0 : $2 + 0 <= $4 + 0
    printf $2 < 100 ? "%-68s %9.2f %9s  %s\n" : "%-68s %9.0f %9s  %s\n", $1, $2, $3 " " $4, reached ? "reached" : "not reached"
    printf "%s\n    { \"goal\": \"%s\", \"measured\": %.4f, \"wanted\": \"%s %s\", \"reached\": %s }", separator, $1, $2, $3, $4, reached ? "true" : "false" >>file
    separator = ","
  }' "$work/goals"
  printf '\n  ]' >>"$file"
}
