# Sourced by bench/run: the servers that are measured, and what they need. All of them listen on 127.0.0.1, and end with the run.
# shellcheck shell=bash disable=SC2154

pids=()
programs=bench/bin
traffic=$programs/Traffic/Registry.Traffic

stop_servers() {
  # The last one first: a storage goes after what uses it.
  for ((index = ${#pids[@]} - 1; index >= 0; index--)); do
    kill "${pids[index]}" 2>/dev/null && wait "${pids[index]}" 2>/dev/null || true
  done

  pids=()
}

# need PROGRAM PACKAGE…: installs it; does nothing where there is the program.
need() {
  local program=$1
  shift
  { compgen -c -X "!$program" || compgen -G "/usr/lib/postgresql/*/bin/$program"; } >/dev/null && return
  if ((EUID == 0)) && command -v apt-get >/dev/null; then
    echo "Installing $*…" >&2
    # PostgreSQL without a cluster of the system's own: the benchmark makes its own.
    mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/registry-bench.conf
    { apt-get install -y --no-install-recommends "$@" || { apt-get update && apt-get install -y --no-install-recommends "$@"; }; } >"$work/apt.log" 2>&1 && return
  fi

  die "$program is missing; install it (Debian, Ubuntu: apt-get install $*)."
}

need_wrk() { need wrk wrk; }

need_postgres() {
  need initdb postgresql
  postgres_programs=$(dirname "$(readlink -f "$(command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' | tail -n 1)")")
}

# As they are shipped; what the analyzers have to say is said elsewhere.
publish() {
  local project
  for project in src/Api src/Silo bench/Bare bench/Sql bench/OpenIddict bench/Traffic; do
    dotnet publish "$project" --configuration Release --verbosity quiet -p:RunAnalyzers=false --output "$programs/${project##*/}"
  done
}

# Below those that the system gives to connections, which keep a port for a while after their end, when nobody listens there.
free_port() {
  local port
  while port=$((15000 + RANDOM % 17000)); do
    (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# start NAME PATH COMMAND…: starts a server, waits until PATH answers, and leaves its address in url.
# The environment has the local token issuer, which Production does not, and none of the extras of Development.
start() {
  local name=$1 path=$2 port
  shift 2
  port=$(free_port)
  url=http://127.0.0.1:$port
  env ASPNETCORE_ENVIRONMENT=Benchmark Server__DrainTime=00:00:00 Logging__LogLevel__Default=Warning "$@" --urls "$url" >"$work/$name.log" 2>&1 &
  pids+=("$!")
  await "$name" curl -sf -o /dev/null "$url$path"
}

# await NAME COMMAND…: until the command succeeds, as long as the server that was started last lives.
await() {
  local name=$1
  shift
  for ((i = 0; i < 1200; i++)); do
    "$@" >/dev/null 2>&1 && return
    kill -0 "${pids[-1]}" 2>/dev/null || break
    sleep 0.05
  done

  tail -n 40 "$work/$name.log" >&2
  die "$name did not start; the end of its log is above."
}

# start_registry DATA SETTING…: one process as a new user gets it, on SQLite in a folder of that name.
start_registry() {
  start "$1" /health/ready Storage__Path="$work/$1" "$programs/Api/Registry.Api" "${@:2}"
  registry_url=$url data=$1
}

# start_on_postgres DATA NAME COMMAND…: a process of the registry on the database of that name.
start_on_postgres() {
  start "$2" /health/ready "Storage__Path=$work/$1" Storage__Provider=Postgres "Storage__ConnectionString=$(connection "$1")" \
    Cluster__AdvertisedAddress=127.0.0.1 Cluster__SiloPort="$(free_port)" Cluster__GatewayPort="$(free_port)" "${@:3}"
  registry_url=$url data=$1
}

start_silo() { start_on_postgres "$1" "$1-silo-${#pids[@]}" "$programs/Silo/Registry.Silo"; }

start_api() { start_on_postgres "$1" "$1-api" "$programs/Api/Registry.Api" --Cluster:Mode Client; }

token() { env ASPNETCORE_ENVIRONMENT=Benchmark Storage__Path="$work/$data" "$programs/Api/Registry.Api" token "$@"; }

# A server with its defaults, so one that syncs, but for the number of connections.
start_postgres() {
  local user=() folder
  folder=$(mktemp -d "$work/postgres-XXXX")
  postgres_port=$(free_port)
  if ((EUID == 0)); then
    # PostgreSQL does not run as root.
    user=(setpriv --reuid=postgres --regid=postgres --clear-groups)
    chown postgres "$folder"
  fi

  "${user[@]}" "$postgres_programs/initdb" --pgdata="$folder" --username=bench --auth=trust --encoding=UTF8 --locale=C >"$work/postgres.log" 2>&1 \
    || die "initdb failed: $(tail -n 3 "$work/postgres.log")"
  "${user[@]}" "$postgres_programs/postgres" -D "$folder" -p "$postgres_port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300 \
    >"$work/postgres.log" 2>&1 &
  pids+=("$!")
  await postgres psql_in postgres -c 'SELECT 1'
}

# connection DATABASE: its connection string; makes it where it is not there yet.
connection() {
  psql_in postgres -c "CREATE DATABASE \"$1\"" >/dev/null 2>&1 || true
  echo "Host=127.0.0.1;Port=$postgres_port;Username=bench;Database=$1"
}

psql_in() { "$postgres_programs/psql" -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$postgres_port" -U bench -d "$1" "${@:2}"; }

# wrk_result URL CONNECTIONS SECONDS SCRIPT ARGUMENT…: requests/s, then p50 and p99 in milliseconds, then the number of requests.
wrk_result() {
  local line requests microseconds failed p50 p99
  line=$(wrk --threads 1 --connections "$2" --duration "$3s" --timeout 10s --script "bench/load/$4" "$1" -- "${@:5}" | sed -n 's/^RESULT //p')
  read -r requests microseconds failed p50 p99 <<<"$line"
  ((failed == 0)) || die "$failed of $requests requests to $1 failed."
  awk "BEGIN { printf \"%.1f %.3f %.3f %d\n\", $requests / $microseconds * 1e6, $p50 / 1e3, $p99 / 1e3, $requests }"
}

# metric URL NAME: the sum of what a server has measured under that name.
metric() { curl -sS "$1/metrics" | awk -v name="$2" 'index($1, name "{") == 1 || $1 == name { sum += $2 } END { printf "%.0f\n", sum }'; }

# resident PROCESS: bytes of memory.
resident() { awk '/^VmRSS/ { printf "%.0f\n", $2 * 1024 }' "/proc/$1/status"; }

# most_resident PROCESS: the most bytes of memory that it has held so far.
most_resident() { awk '/^VmHWM/ { printf "%.0f\n", $2 * 1024 }' "/proc/$1/status"; }
