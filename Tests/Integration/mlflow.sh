#!/usr/bin/env bash
# Runs go to MLflow, by its file layout and by its server, and MLflow's own client reads them back. Needs pip, or a
# Python that has mlflow in $MLFLOW_PYTHON.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
python=${MLFLOW_PYTHON:-}
if [ -z "$python" ]; then
  python3 -m venv "$folder/venv"
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check mlflow==3.17.2
  python=$folder/venv/bin/python
fi
data=$here/../../Data
cd "$folder"

# A tracker that is down: the training goes on, the run is kept.
"$ECOMML" segment train "$data/transactions.csv" --output Models/segments.json \
  --track http://127.0.0.1:1 >/dev/null 2>err
grep -q "not recorded" err
[ "$(ls Models/unsent-runs | wc -l)" = 1 ]

port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$python" -m mlflow server --host 127.0.0.1 --port "$port" --workers 1 \
  --backend-store-uri "sqlite:///$folder/mlflow.db" --artifacts-destination "$folder/artifacts" \
  >server.log 2>&1 &
server=$!
for _ in $(seq 120); do
  "$python" - "$port" <<'P' 2>/dev/null && break
import sys, urllib.request
urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/health", timeout=1)
P
  sleep 0.5
done
url=http://127.0.0.1:$port

for place in "$url" "$folder/mlruns"; do
  "$ECOMML" classify train "$data/sessions.csv" --target Revenue --model logistic --output Models/purchase.json \
    --track "$place" --experiment shop --quiet >/dev/null
  "$ECOMML" forecast train "$data/orders.xml" --model ets,seasonal-naive --output Models/sales.json \
    --track "$place" --experiment shop --quiet >/dev/null
done
"$ECOMML" classify retrain Models/purchase.json "$data/sessions.csv" --track "$url" --experiment shop \
  --quiet >/dev/null || [ $? = 3 ]
"$ECOMML" track push Models --to "$url"
[ "$(ls Models/unsent-runs | wc -l)" = 0 ]
MLFLOW_ALLOW_FILE_STORE=true "$python" "$here/mlflow_check.py" "$url" "$folder/mlruns" Models
echo "mlflow: ok"
