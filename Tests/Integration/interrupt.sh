#!/usr/bin/env bash
# Ctrl-C and a polite kill leave no half-written file and the old one as it was; a closed pipe ends
# quietly.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "interrupt: $*"; exit 1; }

for signal in INT TERM; do
  echo old > "$folder/orders.xml"
  # A shell makes its background jobs ignore Ctrl-C; undo that.
  python3 -c 'import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])' \
    "$ECOMML" sample orders --rows 100000000 --output "$folder/orders.xml" &
  pid=$!
  for _ in $(seq 100); do
    ls "$folder" | grep -q part && break
    sleep 0.05
  done
  ls "$folder" | grep -q part || fail "no unfinished file was seen"
  kill -$signal $pid
  code=0
  wait $pid || code=$?
  [ $code -gt 128 ] || fail "exit code $code after SIG$signal"
  [ "$(ls "$folder")" = orders.xml ] || fail "left behind: $(ls "$folder")"
  [ "$(cat "$folder/orders.xml")" = old ] || fail "the old file was touched"
done

"$ECOMML" sample orders --rows 1000000 2>"$folder/err" | head -n 1 >/dev/null
[ ${PIPESTATUS[0]} -eq 0 ] || fail "a closed pipe is exit code ${PIPESTATUS[0]}"
[ ! -s "$folder/err" ] || fail "a closed pipe said: $(cat "$folder/err")"
echo "interrupt: ok"
