#!/usr/bin/env bash
# Makes a virtual environment for Python tests, once: a second run sees the stamp and returns.
#
#   compat/venv.sh NAME    target/compat/NAME, with what compat/NAME/requirements.txt pins
set -euo pipefail

name=${1:?"usage: compat/venv.sh NAME"}
compat=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
requirements=$compat/$name/requirements.txt
venv=$compat/../target/compat/$name
stamp=$venv/.installed

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
    echo "compat/$name: python3 is needed, version 3.10 or later" >&2
    exit 1
fi

wanted=$(python3 -c 'import sys; print(sys.version)' | cat - "$requirements" | sha256sum)
if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then
    exit 0
fi

# Debian ships the two modules that make an environment in a package of their own.
if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
        apt-get update -q >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends python3-venv >&2
    else
        echo "compat/$name: python3 lacks its venv module; on Debian: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi

echo "compat/$name: installing what is pinned" >&2
rm -rf "$venv"
mkdir -p "$(dirname "$venv")"
python3 -m venv "$venv"
"$venv/bin/python" -m pip install \
    --quiet --no-input --disable-pip-version-check --retries 10 --timeout 60 \
    --requirement "$requirements" >&2
echo "$wanted" >"$stamp"
