#!/usr/bin/env bash
# Writes requirements.lock anew: the newest packages that pyproject.toml allows, as pip chooses them in an empty
# environment. Afterwards run `make check`, look at `git diff requirements.lock`, and commit it with what had to follow.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

venv=$(mktemp -d)
trap 'rm -rf "$venv"' EXIT
"${PYTHON:-python3}" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --editable '.[dev,link]' editables
{
    sed '/^[^#]/,$d' requirements.lock
    "$venv/bin/python" -m pip freeze --exclude-editable | sed 's/^[^=]*/\L&/' | tr _ - | sort
} >"$venv/lock"
cp "$venv/lock" requirements.lock
