#!/usr/bin/env bash
# The service as a client, an operator, a scraper, a browser and an attacker meet it.
# Prometheus, promtool and Chromium are used where they are installed.
set -eu
here=$(dirname "$0")
folder=$(mktemp -d)
server=
prometheus=
trap '[ -z "$server" ] || kill $server 2>/dev/null; [ -z "$prometheus" ] || kill $prometheus 2>/dev/null; rm -rf "$folder"' EXIT
fail() { echo "serve: $*"; exit 1; }

# start ARGUMENTS...: sets $server and $base.
start() {
  "$ECOMML" serve "$@" --port 0 2> "$folder/log" &
  server=$!
  port=
  for _ in $(seq 200); do
    port=$(sed -n 's/^Listening on http:..[][0-9.:]*:\([0-9]*\);.*/\1/p' "$folder/log")
    [ -n "$port" ] && break
    sleep 0.05
  done
  [ -n "$port" ] || fail "it does not listen: $(cat "$folder/log")"
  base="http://127.0.0.1:$port"
}
finish() {
  kill -TERM $server
  code=0
  wait $server || code=$?
  server=
  [ $code -eq 0 ] || fail "exit code $code after SIGTERM"
}
ask() { curl -s -m 20 "$@"; }
status() { curl -s -m 20 -o /dev/null -w '%{http_code}' "$@"; }

cp -r Models "$folder/models"
visit='{"Administrative":3,"Administrative_Duration":80.5,"Informational":0,"Informational_Duration":0,"ProductRelated":40,"ProductRelated_Duration":1800,"BounceRates":0.001,"ExitRates":0.01,"PageValues":34.2,"SpecialDay":0,"Month":"Nov","OperatingSystems":2,"Browser":"2","Region":1,"TrafficType":2,"VisitorType":"Returning_Visitor","Weekend":false}'

# Routes
start "$folder/models"
for path in / /health /health/live /health/ready /metrics /openapi.json /models /models/sales \
  /model/metadata /analytics/overview /analytics/segments /analytics/summary \
  /analytics/customer/12000 /ui /apidocs /ui/style.css /ui/console.js /ui/documentation.js; do
  [ "$(status "$base$path")" = 200 ] || fail "GET $path is $(status "$base$path")"
  [ "$(status -I "$base$path")" = 200 ] || fail "HEAD $path is not 200"
done
[ "$(status -d "$visit" "$base/predict")" = 200 ] || fail "POST /predict"
[ "$(status -d "[$visit,$visit]" "$base/predict/batch")" = 200 ] || fail "POST /predict/batch"
[ "$(status -d '{"days_ahead":5}' "$base/forecast")" = 200 ] || fail "POST /forecast"
[ "$(status -d '{"recency":3,"frequency":5,"monetary":90}' "$base/segment")" = 200 ] || fail "POST /segment"
[ "$(status -d '{"text":"a kettle"}' "$base/categorize")" = 200 ] || fail "POST /categorize"
[ "$(status -X POST "$base/models/reload")" = 200 ] || fail "POST /models/reload"
[ "$(status "$base/nothing")" = 404 ] || fail "no 404"
[ "$(status -X DELETE "$base/predict")" = 405 ] || fail "no 405"
[ "$(status -d '{' "$base/predict")" = 400 ] || fail "no 400"
[ "$(status -d '{}' "$base/predict")" = 422 ] || fail "no 422"
[ "$(status -H 'Content-Type: image/png' -d x "$base/predict")" = 415 ] || fail "no 415"
[ "$(head -c 9000000 /dev/zero | status --data-binary @- -H 'Content-Type: application/json' "$base/predict")" = 413 ] || fail "no 413"
[ "$(status -H "X-Long: $(head -c 20000 /dev/zero | tr '\0' x)" "$base/health")" = 431 ] || fail "no 431"
ask -i "$base/ui" | grep -qi "content-security-policy: default-src 'none'" || fail "no content policy"

# A file in, a file out: what predict prints.
"$ECOMML" classify predict Models/purchase.json Data/sessions.csv --quiet > "$folder/printed.csv"
ask -H 'Content-Type: text/csv' --data-binary @Data/sessions.csv "$base/predict" > "$folder/served.csv"
cmp -s "$folder/printed.csv" "$folder/served.csv" || fail "a CSV is answered otherwise than by predict"
"$ECOMML" convert Data/sessions.csv --to jsonl --quiet > "$folder/sessions.jsonl"
if [ -s "$folder/sessions.jsonl" ]; then
  ask -H 'Content-Type: application/x-ndjson' --data-binary @"$folder/sessions.jsonl" "$base/predict" > "$folder/served.jsonl"
  [ "$(wc -l < "$folder/served.jsonl")" -eq $(($(wc -l < "$folder/printed.csv") - 1)) ] || fail "JSON lines in, not as many out"
fi

# Small requests go on while a large file is scored.
{ head -1 Data/sessions.csv; for _ in $(seq 10); do tail -n +2 Data/sessions.csv; done; } > "$folder/large.csv"
ask -m 60 -H 'Content-Type: text/csv' --data-binary @"$folder/large.csv" "$base/predict" > "$folder/large.out" &
large=$!
slowest=$(for _ in $(seq 30); do curl -s -m 20 -o /dev/null -w '%{time_total}\n' "$base/health/live"; done | sort -n | tail -1)
wait $large
[ "$(wc -l < "$folder/large.out")" -eq "$(wc -l < "$folder/large.csv")" ] || fail "not all rows of the large file"
most=$(awk '/VmHWM/ {print int($2 / 1024)}' "/proc/$server/status")
[ "$most" -lt 40 ] || fail "$most MB of memory at most, 40 are allowed"
echo "serve: $most MB of memory at most"
echo "serve: slowest small request beside $(($(wc -l < "$folder/large.csv") - 1)) rows: $slowest s"

# Metrics
if command -v promtool > /dev/null; then
  ask "$base/metrics" | promtool check metrics > "$folder/promtool" 2>&1 || fail "promtool: $(cat "$folder/promtool")"
  promtool check rules Deploy/prometheus/rules.yml > "$folder/promtool" || fail "rules: $(cat "$folder/promtool")"
  echo "serve: promtool is content"
fi
if command -v prometheus > /dev/null; then
  cp Deploy/prometheus/rules.yml "$folder/rules.yml"
  cat > "$folder/prometheus.yml" <<EOF
global: {scrape_interval: 1s, evaluation_interval: 1s}
rule_files: [rules.yml]
scrape_configs:
  - job_name: ecomml
    static_configs: [{targets: ["127.0.0.1:$port"]}]
EOF
  prometheus --config.file="$folder/prometheus.yml" --storage.tsdb.path="$folder/tsdb" \
    --web.listen-address=127.0.0.1:19095 > "$folder/prometheus.log" 2>&1 &
  prometheus=$!
  found=
  for _ in $(seq 100); do
    found=$(curl -s -m 5 -G http://127.0.0.1:19095/api/v1/query --data-urlencode 'query=ecomml_http_requests_total{route="/predict"}' || true)
    case "$found" in *'"/predict"'*) break ;; esac
    sleep 0.2
  done
  case "$found" in *'"/predict"'*) ;; *) fail "Prometheus has no samples: $found" ;; esac
  python3 "$here/serve_queries.py" http://127.0.0.1:19095 || fail "queries of the dashboard"
  kill $prometheus
  wait $prometheus 2>/dev/null || true
  prometheus=
fi

# Pages in a browser
if command -v chromium > /dev/null; then
  timeout 200 python3 "$here/browser.py" "$base" || fail "the pages"
fi

# Reload: another file by itself and by signal; a broken one leaves the model.
finish
start "$folder/models" --watch 1 --access-log "$folder/access.jsonl"
before=$(ask "$base/models/purchase" | python3 -c 'import json,sys; print(json.load(sys.stdin)["id"])')
"$ECOMML" model set-threshold "$folder/models/purchase.json" 0.9 > /dev/null 2>&1 || fail "set-threshold"
for _ in $(seq 60); do
  now=$(ask "$base/models/purchase" | python3 -c 'import json,sys; print(json.load(sys.stdin)["id"])')
  [ "$now" != "$before" ] && break
  sleep 0.2
done
[ "$now" != "$before" ] || fail "a changed file is not seen"
echo '{' > "$folder/models/purchase.json"
kill -HUP $server
for _ in $(seq 60); do
  ask "$base/health" | grep -q degraded && break
  sleep 0.1
done
ask "$base/health" | grep -q degraded || fail "a broken file is not told"
[ "$(status -d "$visit" "$base/predict")" = 200 ] || fail "a broken file stops the model"
cp Models/purchase.json "$folder/models/"

# SIGTERM answers what is under way.
python3 "$here/serve_drain.py" "$port" $server || fail "a request was lost when the server ended"
server=
grep -q '"route":"/predict"' "$folder/access.jsonl" || fail "no access log"

# Old clients, and those of IPv6.
if [ -e /proc/net/if_inet6 ]; then
  start "$folder/models" --address ::1
  [ "$(status -g "http://[::1]:$port/health")" = 200 ] || fail "IPv6 is not answered"
  finish
fi
start "$folder/models"
[ "$(status -0 -d "$visit" "$base/predict")" = 200 ] || fail "HTTP/1.0 is not answered"
ask -0 -H 'Content-Type: text/csv' --data-binary @Data/sessions.csv "$base/predict" > "$folder/old.csv"
cmp -s "$folder/printed.csv" "$folder/old.csv" || fail "a CSV is answered otherwise over HTTP/1.0"
python3 - "$port" <<'EOF' || fail "a slow client is not answered with 408"
import socket, sys
client = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=40)
client.sendall(b"POST /predict HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n{")
assert client.recv(65536).startswith(b"HTTP/1.1 408 ")
EOF
finish

# What cannot work ends the start.
refused() {
  code=0
  timeout 10 "$ECOMML" serve "$folder/models" --port 0 "$@" 2> "$folder/refused" || code=$?
  [ $code -eq 1 ] || fail "exit code $code for $*"
}
refused --prediction-log /proc/nope/x.jsonl
refused --access-log "$folder/no/such.jsonl"
refused --challenger purchase=Models/fraud.json
refused --challenger purchase=Models/category.json
grep -q 'has no description' "$folder/refused" || fail "the columns of a challenger are not named"

# Keys
[ "$("$ECOMML" serve "$folder/models" --address 0.0.0.0 --port 0 > /dev/null 2>&1; echo $?)" = 2 ] || fail "a public address without a key"
key=$("$ECOMML" serve --new-key shop --api-key-file "$folder/keys.txt" 2>/dev/null)
start "$folder/models" --api-key-file "$folder/keys.txt" --watch 1
[ "$(status "$base/models")" = 401 ] || fail "no 401"
[ "$(status -H "X-API-Key: $key" "$base/models")" = 200 ] || fail "the key does not open"
[ "$(status -H 'Content-Type: text/csv' --data-binary @Data/sessions.csv "$base/predict")" = 401 ] || fail "a file without a key"
other=$("$ECOMML" serve --new-key till --api-key-file "$folder/keys.txt" 2>/dev/null)
sed -i '/^shop /d' "$folder/keys.txt"
for _ in $(seq 60); do
  [ "$(status -H "X-API-Key: $key" "$base/models")" = 401 ] && break
  sleep 0.2
done
[ "$(status -H "X-API-Key: $key" "$base/models")" = 401 ] || fail "a key that was taken away opens"
[ "$(status -H "Authorization: Bearer $other" "$base/models")" = 200 ] || fail "a new key does not open"
finish

# Bad input
start "$folder/models"
timeout 200 python3 "$here/serve_fuzz.py" "$port" $server || fail "bad input"
ECOMML_PORT=$port Deploy/ready.sh || fail "the check of the image"
finish
echo "serve: ok"
