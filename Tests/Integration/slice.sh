#!/usr/bin/env bash
# One row's whole way as a user goes it: orders, model, forecast, page, service.
set -eu
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill $server 2>/dev/null; rm -rf "$folder"' EXIT
fail() { echo "slice: $*"; exit 1; }

"$ECOMML" forecast train Data/orders.xml --output "$folder/sales.json" > "$folder/table"
grep -q champion "$folder/table" || fail "no champion"
"$ECOMML" forecast predict "$folder/sales.json" --horizon 9 --report "$folder/page.html" > "$folder/csv"
[ "$(wc -l < "$folder/csv")" -eq 10 ] || fail "not nine days"
grep -q '<svg' "$folder/page.html" || fail "no chart"

"$ECOMML" serve "$folder/sales.json" --port 0 2> "$folder/log" &
server=$!
for _ in $(seq 100); do
  port=$(sed -n 's/^Listening on http:..127.0.0.1:\([0-9]*\);.*/\1/p' "$folder/log")
  [ -n "$port" ] && break
  sleep 0.05
done
[ -n "$port" ] || fail "the server does not listen"
curl -s -d '{"days_ahead": 9}' "http://127.0.0.1:$port/forecast" > "$folder/answer"
python3 - "$folder/answer" "$folder/csv" <<'PY' || fail "serve and predict differ"
import csv, json, sys
served = json.load(open(sys.argv[1]))["forecasts"]
printed = list(csv.DictReader(open(sys.argv[2])))
assert [r["date"] for r in served] == [r["date"] for r in printed]
for a, b in zip(served, printed):
    for name in ("forecast", "lower", "upper"):
        assert abs(a[name] - float(b[name])) < 0.006, (a, b)
PY
[ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/nothing")" = 404 ] || fail "no 404"
kill $server
server=
echo "slice: ok"
