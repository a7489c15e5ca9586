#!/usr/bin/env bash
# Makes the virtual environment of the Python tests, once: a second run sees the stamp and returns.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
venv=$here/../../target/compat/python
stamp=$venv/.installed

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
    echo "compat/python: python3 is needed, version 3.10 or later" >&2
    exit 1
fi

wanted=$(python3 -c 'import sys; print(sys.version)' | cat - "$here/requirements.txt" | sha256sum)
if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then
    exit 0
fi

# Debian ships the two modules that make an environment in a package of their own.
if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
        apt-get update -q >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends python3-venv >&2
    else
        echo "compat/python: python3 lacks its venv module; on Debian: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi

echo "compat/python: installing the SDK" >&2
rm -rf "$venv"
mkdir -p "$(dirname "$venv")"
python3 -m venv "$venv"
"$venv/bin/python" -m pip install \
    --quiet --no-input --disable-pip-version-check --retries 10 --timeout 60 \
    --requirement "$here/requirements.txt" >&2
echo "$wanted" >"$stamp"
