#!/usr/bin/env bash
# Models go to XGBoost and come from it, and predict the same there and here. Needs pip, and ecomml-bench
# in $ECOMML_BENCH and ecomml in $ECOMML.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check xgboost==3.2.0
"$folder/venv/bin/python" "$(cd "$(dirname "$0")" && pwd)/xgboost_check.py" "$ECOMML_BENCH" "$folder"
cd "$(dirname "$0")/../.."
"$folder/venv/bin/python" Tests/Integration/xgboost_models.py "$ECOMML" "$folder"
