# Sourced by bench/run: the data that the load is about, set up through the HTTP API.
# shellcheck shell=bash disable=SC2154

quoted() { printf '"%s",' "$@" | sed 's/,$//'; }

# app_body MEMBERS SCOPE…: what registers an app that requests these scopes; MEMBERS are further ones, as JSON.
app_body() {
  local members=$1 requested
  shift
  requested=$(printf '{"id":"%s","reason":"For the benchmark"},' "$@")
  echo "{\"name\":\"Benchmark\",$members,\"capabilities\":[\"canvas_kit\"],\"scopes\":[${requested%,}]}"
}

# Of an app that any workspace may install, once an operator who registers it for its developer has approved it.
public='"developer":"dev_bench","visibility":"public"'

# put BODY TOKEN URL…: sends the same PUT request to every URL; each has to succeed.
put() {
  local body=$1 token=$2
  shift 2
  printf 'url = "%s"\noutput = "/dev/null"\n' "$@" >"$work/urls"
  # Old versions of curl show a progress meter here although they are told to be silent.
  curl -sS --parallel --parallel-max 8 -X PUT -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
    --data "$body" --write-out '%{http_code}\n' --config "$work/urls" >"$work/codes" 2>"$work/curl.log" || true

  local refused
  refused=$(grep -vc '^20[01]$' "$work/codes" || true)
  ((refused == 0 && $(wc -l <"$work/codes") == $#)) \
    || die "setting up the data failed; answers by status code: $(sort "$work/codes" | uniq -c | tr -s ' \n' ' ') $(grep '^curl:' "$work/curl.log" | tail -n 1)"
}

# Registers the apps as their developer and installs each in every workspace as the operator.
set_up_data() {
  local names=() app_urls=() installation_urls=() granted
  : >"$work/keys"
  granted=$(quoted "${scopes[@]:0:${#scopes[@]}-1}")

  for ((w = 1; w <= workspaces; w++)); do
    names+=("ws-$w")
  done

  for ((a = 1; a <= apps; a++)); do
    app_urls+=("$registry_url/v1/apps/app-$a")
    for name in "${names[@]}"; do
      installation_urls+=("$registry_url/v1/workspaces/$name/installations/app-$a")
      echo "$name app-$a" >>"$work/keys"
    done
  done

  put "$(app_body "\"visibility\":\"private\",\"workspaces\":[$(quoted "${names[@]}")]" "${scopes[@]}")" \
    "$(token --role developer --developer dev_bench)" "${app_urls[@]}"
  put "{\"scopes\":[$granted]}" "$(token --role operator)" "${installation_urls[@]}"
}

# install_many APP TOKEN COUNT: in the workspaces ws-0000001, ws-0000002, …
install_many() {
  local urls=()
  for ((w = 1; w <= $3; w++)); do
    urls+=("$registry_url/v1/workspaces/$(printf 'ws-%07d' $w)/installations/$1")
  done

  put '{}' "$2" "${urls[@]}"
}

# offer_app APP TOKEN SCOPE…: of an operator; a public app that requests these scopes.
offer_app() {
  put "$(app_body "$public" "${@:3}")" "$2" "$registry_url/v1/apps/$1"
  approve "$2" "$1"
}

# approve TOKEN APP: of an operator; the app may be a range as curl has them.
approve() {
  curl -sS --fail -o /dev/null -X POST -H "Authorization: Bearer $(token --role developer --developer dev_bench)" "$registry_url/v1/apps/$2/submit" \
    || die "submitting $2 failed."
  curl -sS --fail -o /dev/null -X POST -H "Authorization: Bearer $1" -H 'Content-Type: application/json' --data '{"decision":"approve"}' "$registry_url/v1/apps/$2/review" \
    || die "approving $2 failed."
}

# compare_answers URL…: all servers have to answer alike, or the comparison says nothing.
compare_answers() {
  local path=/v1/workspaces/ws-1/installations/app-1/scopes server answer
  local body='{"checks":[{"workspace":"ws-1","app":"app-1","scope":"read_tags"},{"workspace":"ws-1","app":"app-1","scope":"read_admins"}]}'
  local granted='{"allowed":true,"reason":"granted","revision":1}' denied='{"allowed":false,"reason":"scope_not_granted","revision":1}'

  for server; do
    answer=$(curl -sS -H "Authorization: Bearer $checker" "$server$path/read_tags")
    [[ $answer == "$granted" ]] || die "$server answers a check with $answer"
    answer=$(curl -sS -H "Authorization: Bearer $checker" -H 'Content-Type: application/json' --data "$body" "$server/v1/checks")
    [[ $answer == "{\"results\":[$granted,$granted]}" ]] || die "$server answers a batch with $answer"

    # The bare endpoint has nothing behind it.
    [[ $server != "$bare" ]] || continue
    answer=$(curl -sS -H "Authorization: Bearer $checker" "$server$path/${scopes[-1]}")
    [[ $answer == "$denied" ]] || die "$server answers a check of a scope that was not granted with $answer"
    [[ $(curl -sS -o /dev/null -w '%{http_code}' "$server$path/read_tags") == 401 ]] || die "$server answers without a token."
  done
}
