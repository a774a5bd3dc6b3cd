#!/usr/bin/env bash
# Models go to XGBoost and come from it, and predict the same there and here. Needs pip, and ecomml-bench
# in $ECOMML_BENCH.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check xgboost==3.2.0
"$folder/venv/bin/python" "$(dirname "$0")/xgboost_check.py" "$ECOMML_BENCH" "$folder"
