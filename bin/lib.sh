# Shared by the commands in this folder: say what happens, find what is missing, set it up once.
# Sourced by bash after `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
case $target in /*) ;; *) target=$PWD/$target ;; esac

step() { printf '==> %s\n' "$*"; }
die() { printf '\n%s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command with the rights to install packages.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Starts or stops nothing while packages install: the tests bring up their own database.
hold_services() {
  [ ! -e /usr/sbin/policy-rc.d ] || return 1
  printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
  as_root chmod 755 /usr/sbin/policy-rc.d
}

# Installs the named Debian packages; an empty list costs nothing.
install_packages() {
  [ $# -gt 0 ] || return 0
  local repair="apt-get update && apt-get install -y --no-install-recommends $*"
  have apt-get || die "Missing: $*. This is not Debian or Ubuntu: install the same things with your own package manager, then run the command again."
  [ "$(id -u)" = 0 ] || have sudo || die "Missing: $*. Run as root:
  $repair"
  step "installing $*"
  local held=no failed=no
  if hold_services; then held=yes; fi
  as_root apt-get update -q >/dev/null || failed=yes
  [ $failed = yes ] || as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends "$@" </dev/null >/dev/null || failed=yes
  [ $held = no ] || as_root rm -f /usr/sbin/policy-rc.d
  [ $failed = no ] || die "The packages could not be installed. Try by hand:
  $repair"
}

need_rust() {
  if ! have cargo && [ -e "$HOME/.cargo/env" ]; then . "$HOME/.cargo/env"; fi
  have cargo || die "Rust is missing. Install it, then run the command again:
  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
}

node_major() {
  local version
  version=$(node --version 2>/dev/null) || { echo 0; return; }
  version=${version#v}
  echo "${version%%.*}"
}

# The folder with initdb and pg_ctl, newest version first; empty when there is none.
postgres_bin() {
  local found
  found=$(find /usr/lib/postgresql -maxdepth 3 -name initdb 2>/dev/null | sort -Vr | head -n 1)
  if [ -z "$found" ]; then found=$(command -v initdb || true); fi
  [ -z "$found" ] || dirname "$found"
}

chromium_path() {
  local name
  if [ -n "${CHROMIUM:-}" ]; then echo "$CHROMIUM"; return; fi
  for name in chromium chromium-browser google-chrome; do
    if have "$name"; then command -v "$name"; return; fi
  done
}

# What a build and the asset step need.
missing_for_demo() {
  have cc || echo "gcc libc6-dev"
  [ "$(node_major)" -gt 0 ] || echo nodejs
  have npm || echo npm
}

# What the tests need besides.
missing_for_test() {
  [ -n "$(postgres_bin)" ] || echo postgresql
  [ -n "$(chromium_path)" ] || echo chromium
  have pdftotext || echo poppler-utils
  have python3 || echo python3
  [ -n "$(find /usr/share/fonts /usr/local/share/fonts -iname 'NotoSansCJK*' 2>/dev/null | head -n 1)" ] || echo fonts-noto-cjk
}

# Fetches the npm packages and builds ui/dist, each only when something changed.
build_assets() {
  local major
  major=$(node_major)
  [ "$major" -ge 18 ] || die "Node.js 18 or newer is needed, found ${major}. Debian 12 and Ubuntu 24.04 have it:
  apt-get install nodejs npm"
  if [ ! "$root/ui/node_modules/.package-lock.json" -nt "$root/ui/package-lock.json" ]; then
    step "fetching the npm packages of ui/"
    (cd "$root/ui" && npm ci --no-fund --no-audit --loglevel=error)
    touch "$root/ui/node_modules/.package-lock.json"
  fi
  local manifest=$root/ui/dist/manifest.json
  if [ ! -e "$manifest" ] || [ -n "$(find "$root/ui" \( -name node_modules -o -name dist \) -prune \
      -o -type f -newer "$manifest" -print -quit)" ]; then
    step "building style sheets, script, fonts and tables into ui/dist"
    (cd "$root/ui" && node build.mjs)
  fi
}

# setup demo | setup test: everything that the command of that name needs.
setup() {
  need_rust
  local missing
  missing=$(missing_for_demo)
  if [ "$1" = test ]; then missing+=" $(missing_for_test)"; fi
  # shellcheck disable=SC2086 # one word per package
  install_packages $missing
  if [ "$1" = test ] && [ -z "$(chromium_path)" ]; then
    die "No Chromium was found. Install one and name it:
  CHROMIUM=/path/to/chromium bin/test"
  fi
  build_assets
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 30000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return; fi
  done
}

# initdb refuses root; everybody else runs PostgreSQL as themselves.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

# A throw-away PostgreSQL for one run; names it in KADO_TEST_POSTGRES.
start_postgres() {
  local bin port options
  bin=$(postgres_bin)
  port=$(free_port)
  postgres_home=$(mktemp -d "${TMPDIR:-/tmp}/kado-postgres.XXXXXX")
  trap stop_postgres EXIT
  if [ "$(id -u)" = 0 ]; then chown postgres: "$postgres_home"; fi
  step "starting a throw-away PostgreSQL on port $port"
  as_postgres "$bin/initdb" -D "$postgres_home/rows" -U postgres --auth=trust --encoding=UTF8 --locale=C --no-sync \
    >/dev/null || die "initdb failed; its words are above."
  options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$postgres_home"
  options+=" -c max_connections=200 -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
  as_postgres "$bin/pg_ctl" -D "$postgres_home/rows" -s -w -t 60 -l "$postgres_home/log" -o "$options" start \
    || { cat "$postgres_home/log" >&2; die "PostgreSQL did not start; its log is above."; }
  export KADO_TEST_POSTGRES=postgres://postgres@127.0.0.1:$port/postgres
}

stop_postgres() {
  if [ -e "${postgres_home:-}/rows/postmaster.pid" ]; then
    as_postgres "$(postgres_bin)/pg_ctl" -D "$postgres_home/rows" -s -m immediate stop || true
  fi
  if [ -n "${postgres_home:-}" ]; then rm -rf "$postgres_home"; fi
}
