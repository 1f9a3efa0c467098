# Sourced by bench/run: how long the pages of the Developer Hub take.
# shellcheck shell=bash disable=SC2154

# Who opens it (the form on the sign-in page), and the path. With a third word, that form of the page is sent, to see what
# requesting one scope less would do.
pages=(
  "developer /apps"
  "developer /apps/app-1"
  "developer /apps/app-1/authorization"
  "developer /apps/app-1/authorization scopes"
  "developer /apps/app-1/webhooks"
  "developer /apps/app-1/deliveries"
  "developer /apps/app-1/installations"
  "developer /apps/app-1/installations?status=installed&lacking=write_tickets"
  "developer /apps/app-1/versions"
  "developer /apps/app-1/review"
  "admin /workspaces/ws-1"
  "admin /workspaces/ws-1/install"
  "admin /workspaces/ws-1/install/app-1"
  "admin /workspaces/ws-1/installations/app-1"
  "admin /workspaces/ws-1/installations/app-1/history"
  "admin /workspaces/ws-1/installations/app-1/scopes/write_tickets"
  "operator /reviews"
  "operator /search?q=app"
  "operator /cluster"
  "operator /catalog"
)

# sign_in FORM FIELD…: leaves the session in a cookie jar of that name. Forms carry a token that goes with a cookie.
sign_in() {
  local form=$1 page token
  shift
  page=$(curl -sS -c "$work/$form.jar" "$registry_url/sign-in")
  token=$(grep -o 'name="__RequestVerificationToken" value="[^"]*"' <<<"$page" | head -n 1 | cut -d '"' -f 4)
  curl -sS -o /dev/null -b "$work/$form.jar" -c "$work/$form.jar" --data-urlencode "_handler=$form" \
    --data-urlencode "__RequestVerificationToken=$token" "$@" "$registry_url/sign-in"
}

# fields FORM PATH: what curl sends as the form of the page, without the last scope.
fields() {
  local page field scope
  page=$(curl -sS -b "$work/$1.jar" -c "$work/$1.jar" "$registry_url$2")
  for field in __RequestVerificationToken form.version; do
    printf -- '--data-urlencode\n%s=%s\n' "$field" "$(grep -o "name=\"$field\" value=\"[^\"]*\"" <<<"$page" | head -n 1 | cut -d '"' -f 4)"
  done

  printf -- '--data-urlencode\n%s\n' _handler=scopes step=review
  for scope in "${scopes[@]:0:${#scopes[@]}-1}"; do
    printf -- '--data-urlencode\nscope=%s\n' "$scope"
  done
}

# One app in many workspaces and one workspace with many apps.
set_up_marketplace() {
  local granted urls=() operator
  operator=$(token --role operator)
  granted=$(quoted "${scopes[@]:0:${#scopes[@]}-1}")
  for ((a = 1; a <= 100; a++)); do
    urls+=("$registry_url/v1/apps/app-$a")
  done

  put "$(app_body "$public" "${scopes[@]}")" "$operator" "${urls[@]}"
  approve "$operator" 'app-[1-100]'

  urls=()
  for ((w = 1; w <= page_installations - 99; w++)); do
    urls+=("$registry_url/v1/workspaces/ws-$w/installations/app-1")
  done

  for ((a = 2; a <= 100; a++)); do
    urls+=("$registry_url/v1/workspaces/ws-1/installations/app-$a")
  done

  put "{\"scopes\":[$granted]}" "$operator" "${urls[@]}"

  # Only now: else each of them would be told of its installation, at an address that nobody answers at.
  urls=()
  for ((a = 1; a <= 100; a++)); do
    urls+=("$registry_url/v1/apps/app-$a/webhook")
  done

  put '{"url":"https://bench.example/hooks","topics":["ticket.created","company.created"],"verify":false}' "$operator" "${urls[@]}"
  approve "$operator" 'app-[1-100]'
}

measure_pages() {
  local entry form path sent code data
  start_registry pages
  echo "Setting up $page_installations installations…" >&2
  set_up_marketplace
  sign_in developer --data-urlencode developer=dev_bench
  sign_in admin --data-urlencode workspace=ws-1
  sign_in operator

  for entry in "${pages[@]}"; do
    read -r form path sent <<<"$entry"
    data=()
    [[ -z $sent ]] || mapfile -t data < <(fields "$form" "$path")
    code=$(curl -sS -o "$work/page.html" -w '%{http_code}' -b "$work/$form.jar" ${data[@]+"${data[@]}"} "$registry_url$path")
    [[ $code == 200 ]] || die "$path answers $code."
    [[ -z $sent ]] || grep -q 'Review your changes' "$work/page.html" || die "$path did not take its form."
    for ((i = 0; i < page_requests + 5; i++)); do
      # From the request to the first byte of the answer, which a page sends when it has all of it.
      curl -sS -o /dev/null -w '%{time_pretransfer} %{time_starttransfer}\n' -b "$work/$form.jar" ${data[@]+"${data[@]}"} "$registry_url$path"
    done | tail -n "$page_requests" | awk -v page="$path${sent:+#$sent}" '{ print page, 1000 * ($2 - $1) }' >>"$work/page-samples"
  done

  stop_servers
}

report_pages() {
  local entry form path sent times median longest separator=""
  printf '\npages of the Hub, %d installations, %d requests each, one after the other; goal: 100 ms\n%-86s %9s %9s\n' \
    "$page_installations" "$page_requests" page "median ms" "max ms"
  printf ',\n  "pages": { "installations": %d, "measurements": [\n' "$page_installations" >>"$file"

  for entry in "${pages[@]}"; do
    read -r form path sent <<<"$entry"
    path+=${sent:+#$sent}
    times=$(awk -v page="$path" '$1 == page { print $2 }' "$work/page-samples" | sort -g)
    median=$(middle <<<"$times")
    longest=$(tail -n 1 <<<"$times")
    printf '%-86s %9.1f %9.1f%s\n' "$path" "$median" "$longest" "$(awk "BEGIN { if ($longest > 100) print \"  over\" }")"
    printf '%b    { "page": "%s", "medianMs": %.1f, "maxMs": %.1f }' "$separator" "$path" "$median" "$longest" >>"$file"
    separator=',\n'
  done

  printf '\n  ] }' >>"$file"
}
