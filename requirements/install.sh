#!/usr/bin/env bash
# Makes .venv and installs the packages of one requirements file, each checked by its hash.
# Usage: requirements/install.sh runtime|dev [PYTHON]
set -euo pipefail
cd "$(dirname "$0")/.."
file="requirements/$1.txt"
python="${2:-python3}"

fail() {
    printf 'qogam: %s\n' "$1" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 || fail "there is no $python: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3.11"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old: Python 3.11 or newer is needed; name one: make PYTHON=python3.12"

# A half-made environment is made again; a whole one is left alone.
[ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || {
    rm -rf .venv
    "$python" -m venv .venv 2>/dev/null || fail "$python cannot make a virtual environment: install its venv module (on Debian: python3-venv)"
}
log=".venv/install.log"
printf 'Setting up .venv from %s (once) …\n' "$file" >&2
if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --retries 1 --require-hashes -r "$file" >"$log" 2>&1; then
    if grep -qiE 'connection|resolve|timed out|network|no matching distribution' "$log"; then
        fail "the packages cannot be fetched: is there a network, and a package index that pip can reach? (details: $log)"
    fi
    fail "the packages cannot be installed (details: $log): $(grep -m 1 ERROR "$log" || tail -n 1 "$log")"
fi
touch ".venv/$1"
