#!/usr/bin/env bash
# Installs the Node.js tests' packages, once: a second run sees the stamp and returns.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
stamp=$here/node_modules/.installed

for tool in node npm; do
    if ! command -v "$tool" >/dev/null; then
        echo "compat/node: $tool is needed (Node.js 20 or later)" >&2
        exit 1
    fi
done
if ! node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)'; then
    echo "compat/node: Node.js 20 or later is needed, this is $(node --version)" >&2
    exit 1
fi

wanted=$(node --version | cat - "$here/package-lock.json" | sha256sum)
if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then
    exit 0
fi

echo "compat/node: installing the SDK" >&2
cd "$here"
npm ci --no-audit --no-fund --ignore-scripts --loglevel=error --fetch-retries=10 >&2
echo "$wanted" >"$stamp"
