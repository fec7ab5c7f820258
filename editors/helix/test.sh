#!/usr/bin/env bash
# A real client: opens a notice in Helix, on a terminal that tmux draws, with the languages.toml of docs/editors.md; sees what
# the server says, applies a fix, saves. Run by .ci/editor where `hx` is installed. Debian has it from 13 on; elsewhere HELIX
# can name a script that starts it.
# NOTICE_LINT is the program, NOTICE the file.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "${NOTICE_LINT:?the program}")
file=$(realpath "${NOTICE:?the notice}")
helix=${HELIX:-hx}
work=$(mktemp -d)
mux() { tmux -S "$work/tmux" -f /dev/null "$@"; }
trap 'mux kill-server 2>/dev/null; rm -rf "$work"' EXIT

screen() { mux capture-pane -p; }

ok() { # TEXT COMMAND...
  local text=$1
  shift
  if "$@"; then echo "ok: $text"; return; fi
  echo "not ok: $text"
  screen
  exit 1
}

until_() { # COMMAND...
  local left=300
  until "$@"; do
    [ $((left -= 1)) -gt 0 ] || return 1
    sleep 0.2
  done
}

shown() { screen | grep -qF -- "$1"; }
gone() { ! shown "$1"; }
press() { mux send-keys "$@"; }
saved() { grep -qF -- "$1" "$file"; }
ended() { ! mux has-session 2>/dev/null; }

mkdir -p "$work/bin" "$work/config/helix"
ln -s "$program" "$work/bin/notice-lint"
awk '/^## / { here = /^## Helix$/ } here && /^```$/ { inside = 0 } inside; here && /^```toml$/ { inside = 1 }' \
  "$here/../../docs/editors.md" >"$work/config/helix/languages.toml"
ok "the notes have settings" grep -q language-servers "$work/config/helix/languages.toml"

cd "$(dirname "$file")" || exit 2
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache PATH=$work/bin:$PATH LC_ALL=C.UTF-8
mux new-session -d -x 130 -y 40 "$helix" "$(basename "$file")" || exit 2
ok "it starts ($("$helix" --version))" until_ shown "Call the ICO on 03031231113"
ok "its diagnostics are shown" until_ shown "●   3"
press ] d ] d
ok "with the reason, the law and the rule" until_ shown "(ico-phone-format)"
ok "at the very words" until_ shown "1 sel  3:29"
press Space a
ok "there is a safe fix" until_ shown 'Write "0303 123 1113"'
press Enter
ok "it changes nothing else" until_ shown "😀 Call the ICO on 0303 123 1113 to complain."
ok "and the diagnostic goes" until_ gone "●   3"
press 5 G l l l l
ok "the pointer is on a heading" until_ shown "1 sel  5:5"
press Space k
ok "a heading says what belongs under it" until_ shown "What the law asks for here"
press Escape
until_ gone "What the law asks for here"
press Space s
ok "the sections are listed" until_ shown "How long we keep it   "
press Escape
until_ gone "│"
press ':' 'w' Enter
ok "the file is saved" until_ saved "0303 123 1113"
until_ shown "written"
press ':' 'q' Enter
ok "the editor ends, and the server with it" until_ ended
