#!/usr/bin/env bash
# POST /predict with 64 kept connections: ecomml and FastAPI with uvicorn, in turns, in one sitting.
# $ECOMML is the program, $UVICORN that of a virtual environment with fastapi, uvicorn, xgboost; needs wrk.
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
cat > "$folder/post.lua" <<'LUA'
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"Administrative":3,"Administrative_Duration":80.5,"Informational":0,"Informational_Duration":0,"ProductRelated":40,"ProductRelated_Duration":1800,"BounceRates":0.001,"ExitRates":0.01,"PageValues":34.2,"SpecialDay":0,"Month":"Nov","OperatingSystems":"2","Browser":"2","Region":"1","TrafficType":"2","VisitorType":"Returning_Visitor","Weekend":false}'
LUA
"$ECOMML" serve Models/ --port 18381 --quiet &
ours=$!
"$UVICORN" --app-dir Benchmarks/peers serve_fastapi:app --port 18391 --log-level warning &
theirs=$!
trap 'kill $ours $theirs 2>/dev/null; rm -rf "$folder"' EXIT
for _ in $(seq 300); do
  curl -s -o /dev/null http://127.0.0.1:18391/docs && break
  sleep 0.1
done
for round in 1 2 3; do
  for peer in ecomml:18381 fastapi:18391; do
    wrk -t1 -c64 -d"${SECONDS_EACH:-5}" --latency -s "$folder/post.lua" \
      "http://127.0.0.1:${peer#*:}/predict" > "$folder/out"
    echo "$round ${peer%:*} $(sed -n 's/^Requests.sec: *//p' "$folder/out")/s" \
      "p50 $(sed -n 's/^ *50% *//p' "$folder/out") p99 $(sed -n 's/^ *99% *//p' "$folder/out")" \
      "$(grep -o 'Non-2xx.*' "$folder/out" || true)"
  done
done
for process in $ours $theirs; do
  echo "peak memory $(awk '/VmHWM/ {print $2 / 1024 " MB"}' "/proc/$process/status")," \
    "user and system ticks $(awk '{print $14, $15}' "/proc/$process/stat")"
done
