#!/usr/bin/env bash
# Tries the extension inside the workbench of Visual Studio Code: `test/workbench.sh PROGRAM`. By hand: it takes some
# minutes and 700 MB, so that it is no part of the checks of every change.
#
# The workbench is that of code-server, from npm, which runs with Node 24 (from npm too, where it is not here) and compiles
# parts of itself: on Debian, `apt-get install g++ make python3 libkrb5-dev chromium`. What npm brings is kept in the folder
# WORKBENCH, if that is set, and the pictures in the folder SHOTS.
set -euo pipefail
program=$(realpath "${1:?the program}")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
extension=$PWD
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
workbench=${WORKBENCH:-$work/workbench}
shots=${SHOTS:-$work/shots}
mkdir -p "$workbench" "$work/folder" "$shots"
workbench=$(realpath "$workbench")
shots=$(realpath "$shots")

npm ci --ignore-scripts --no-audit --no-fund
npm run package -- --out "$work/notice-lint.vsix"

cd "$workbench"
[ -f package.json ] || echo '{ "private": true }' >package.json
if [ "$(node -p 'process.versions.node.split(".")[0]')" != 24 ]; then
  node24=node-$(node -p '`${process.platform}-${process.arch}`')
  [ -x "node_modules/$node24/bin/node" ] || npm install --no-audit --no-fund "$node24@24"
  PATH=$workbench/node_modules/$node24/bin:$PATH
fi
[ -d node_modules/playwright-core ] || npm install --no-audit --no-fund playwright-core@1.65.1
[ -d node_modules/code-server ] || npm install --no-audit --no-fund code-server@4.139.1

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
printf 'auth: none\nbind-addr: 127.0.0.1:%s\ncert: false\n' "$port" >"$work/config.yaml"
# It keeps what it writes in the folder of this run, too.
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/share
code=("$workbench/node_modules/.bin/code-server" --config "$work/config.yaml" --user-data-dir "$work/data" --extensions-dir "$work/extensions")
"${code[@]}" --version
"${code[@]}" --install-extension "$work/notice-lint.vsix"
"${code[@]}" --disable-telemetry --disable-update-check >"$work/log" 2>&1 &
server=$!
for _ in $(seq 150); do
  grep -q 'HTTP server listening' "$work/log" && break
  sleep 0.2
done
NODE_PATH=$workbench/node_modules node "$extension/test/workbench.js" "http://127.0.0.1:$port" "$work/folder" "$work/data" "$program" "$shots"
