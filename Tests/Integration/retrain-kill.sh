#!/usr/bin/env bash
# A retraining killed at any moment leaves a model that loads, and the next one mends what was left undone. Two at once:
# one of them waits for nobody and says so. A full disk changes nothing.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "retrain-kill: $*"; exit 1; }
wanted=50
most=200
cd "$folder"

head -n 601 "$here/Data/payments.csv" >old.csv
head -n 4501 "$here/Data/payments.csv" >new.csv
mkdir Models
train() {
  "$ECOMML" anomaly train old.csv --label is_fraud --set trees=20 --set sample=64 --output Models/fraud.json --quiet >/dev/null
}
retrain() { "$ECOMML" anomaly retrain Models/fraud.json new.csv --quiet "$@"; }
train
cp Models/fraud.json champion.json
started=$(date +%s%N)
retrain >/dev/null || fail "the challenger is not promoted, so nothing is tested"
took=$(( ($(date +%s%N) - started) / 1000000 ))

killed=0
promoted=0
run=0
while [ "$killed" -lt "$wanted" ] || [ "$promoted" -lt 1 ]; do
  run=$((run + 1))
  [ "$run" -le "$most" ] || fail "only $killed of $run were killed in time, $promoted after a promotion"
  cp champion.json Models/fraud.json
  "$ECOMML" model promote Models/fraud.json champion.json --quiet >/dev/null
  "$ECOMML" anomaly retrain Models/fraud.json new.csv --quiet >/dev/null 2>&1 &
  pid=$!
  # Every moment of the run, and a little beyond its end.
  wait_ms=$(( (RANDOM * 32768 + RANDOM) % (took + took / 10 + 1) ))
  sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
  if kill -9 "$pid" 2>/dev/null; then killed=$((killed + 1)); fi
  wait "$pid" 2>/dev/null || true
  "$ECOMML" model show Models/fraud.json >/dev/null || fail "run $run: the champion does not load"
  "$ECOMML" anomaly predict Models/fraud.json old.csv >/dev/null 2>&1 || fail "run $run: the champion does not answer"
  cmp -s Models/fraud.json champion.json || promoted=$((promoted + 1))
done

tried=$run

# The same, killed at the moments of the promotion itself: a model that is put in place again and again.
cp champion.json Models/fraud.json
retrain >/dev/null 2>&1 || true
cp Models/fraud.json other.json
for run in $(seq "$wanted"); do
  candidate=$([ $((run % 2)) = 0 ] && echo champion.json || echo other.json)
  "$ECOMML" model promote Models/fraud.json $candidate --quiet >/dev/null 2>&1 &
  pid=$!
  sleep "0.0$(printf '%02d' $((RANDOM % 25)))"
  kill -9 "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  "$ECOMML" model show Models/fraud.json >/dev/null || fail "promotion $run: the champion does not load"
done
"$ECOMML" model promote Models/fraud.json champion.json --quiet >/dev/null || fail "no promotion after the kills"
[ ! -e Models/history/fraud/pending.json ] || fail "a note of an unfinished promotion is left"
! ls Models Models/history/fraud | grep -q '\.part$' || fail "pieces of files are left"
"$ECOMML" model history Models --json | grep -q promoted || fail "the history does not read"

# Two at once: the lock is held, so the second one is told.
exec 9>Models/history/fraud/lock
flock 9
code=0
retrain >/dev/null 2>err || code=$?
[ "$code" = 1 ] && grep -q "another run" err || fail "a second retraining was not refused ($code)"
exec 9>&-

# No room for the new model: 8 blocks of 1,024 bytes, and a whole model takes more.
cp champion.json Models/fraud.json
before=$(sha256sum <Models/fraud.json)
code=0
(trap '' XFSZ; ulimit -f 8; "$ECOMML" model promote Models/fraud.json other.json --quiet >/dev/null 2>err) || code=$?
[ "$code" = 1 ] || fail "a full disk is exit code $code"
[ "$before" = "$(sha256sum <Models/fraud.json)" ] || fail "a full disk changed the champion"
"$ECOMML" model promote Models/fraud.json other.json --quiet >/dev/null || fail "no promotion after a full disk"
echo "retrain-kill: ok ($killed of $tried killed, $promoted had promoted; one run takes $took ms)"
