# Sourced by bench/run: what an access token is worth, asked by gateways, beside single checks and beside OpenIddict's own introspection
# on its store for Entity Framework Core with SQLite.
# shellcheck shell=bash disable=SC2154

token_apps=5 token_connections=32 token_rounds=3

measure_tokens() {
  local apps=$token_apps workspaces=$token_workspaces
  start_registry tokens
  registry=$registry_url checker=$(token --role service)
  echo "Setting up $((workspaces * apps)) installations and their tokens…" >&2
  set_up_data
  "$traffic" consents --Registry "$registry_url" --Token "$(token --role operator)" --Apps "$apps" --Workspaces "$workspaces" >"$work/tokens.txt"

  start openiddict /live "$programs/OpenIddict/Registry.OpenIddict" --Database "$work/openiddict.db"
  openiddict=$url
  for ((i = 0; i < workspaces * apps; i++)); do
    curl -sS --fail -u gateway:gateway -d grant_type=client_credentials "$openiddict/oauth/token" | sed 's/.*"access_token": *"\([^"]*\)".*/\1/p;d'
  done >"$work/references.txt"

  local answer
  for answer in "$(introspect "$registry" "Bearer $checker" tokens)" "$(introspect "$openiddict" "Basic Z2F0ZXdheTpnYXRld2F5" references)"; do
    [[ $answer == *'"active":'*true*read_tags* ]] || die "introspection is answered with $answer"
  done

  local result how
  # Not more than the others have, and what is compared is far apart.
  ((token_rounds <= rounds)) || token_rounds=$rounds
  for ((round = 0; round <= token_rounds; round++)); do
    for how in check authorize introspect openiddict anonymous; do
      case $how in
        check) result=$(wrk_result "$registry" "$token_connections" "$seconds" checks.lua "$work/keys" "$checker" "$(IFS=,; echo "${scopes[*]}")" 0) ;;
        anonymous) result=$(wrk_result "$openiddict" "$token_connections" "$seconds" tokens.lua "$work/references.txt" "" introspect) ;;
        openiddict) result=$(wrk_result "$openiddict" "$token_connections" "$seconds" tokens.lua "$work/references.txt" "Basic Z2F0ZXdheTpnYXRld2F5" introspect) ;;
        *) result=$(wrk_result "$registry" "$token_connections" "$seconds" tokens.lua "$work/tokens.txt" "Bearer $checker" "$how") ;;
      esac
      ((round == 0)) || echo "tokens $how $result" >>"$work/samples"
    done
    ((round == 0)) && echo "Tokens warmed up." >&2 || echo "Tokens, round $round of $token_rounds." >&2
  done
  stop_servers
}

# introspect URL AUTHORIZATION FILE: the answer about the first token of the file, on one line.
introspect() { curl -sS -H "Authorization: $2" --data-urlencode "token=$(head -n 1 "$work/$3.txt")" "$1/oauth/introspect" | tr -d '\n'; }

report_tokens() {
  local how separator=""
  printf '\ntokens: %d of them, %d connections, %d s each\n%-28s %12s %8s %8s\n' "$((token_apps * token_workspaces))" "$token_connections" "$seconds" "" requests/s "p50 ms" "p99 ms"
  printf ',\n  "tokens": [' >>"$file"
  for how in check authorize introspect openiddict anonymous; do
    awk -v how="$how" -v file="$file" -v separator="$separator" '{
      names["check"] = "single check"; names["authorize"] = "GET /v1/authorize"; names["introspect"] = "introspection"; names["openiddict"] = "OpenIddict, client secret"; names["anonymous"] = "OpenIddict, anonymous"
      printf "%-28s %12.0f %8.2f %8.2f\n", names[how], $1, $2, $3
      printf "%s\n    { \"what\": \"%s\", \"requestsPerSecond\": %.1f, \"p50Ms\": %.3f, \"p99Ms\": %.3f }", separator, how, $1, $2, $3 >>file
    }' <<<"$(median tokens "$how" 3) $(median tokens "$how" 4) $(median tokens "$how" 5)"
    separator=,
  done

  printf '\n  ]' >>"$file"
  goal "introspection, of single checks" "$(quotient "$(median tokens introspect 3)" "$(median tokens check 3)")" ">=" 0.8
  goal "GET /v1/authorize, of single checks" "$(quotient "$(median tokens authorize 3)" "$(median tokens check 3)")" ">=" 0.8
  goal "introspection, times OpenIddict on SQLite without a secret to hash" "$(quotient "$(median tokens introspect 3)" "$(median tokens anonymous 3)")" ">=" 5
}
